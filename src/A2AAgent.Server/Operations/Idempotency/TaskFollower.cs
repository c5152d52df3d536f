using A2AAgent.Protocol;
using A2AAgent.Server.Execution;
using A2AAgent.Server.Hosting;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Operations.Idempotency;

/// <summary>Follows the turn of a task that another call has begun, wherever it runs.</summary>
internal sealed class TaskFollower(TaskEngine engine, Draining draining)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>The task when it has ended or needs its client.</summary>
    /// <exception cref="AgentException">The task is gone, has too many watchers, or its end could not be recorded.</exception>
    public async ValueTask<TaskRecord> SettledAsync(TaskRecord record, CancellationToken cancellationToken)
    {
        for (var first = true; !record.Task.Status.State.IsSettled(); first = false)
        {
            if (!first)
            {
                // Following ended without the turn: with the connection to the store, for example.
                await Task.Delay(Pause, engine.Time, cancellationToken);
            }

            var events = await FollowAsync(record.Key, historyLength: 0, cancellationToken);
            await foreach (var _ in events.WithCancellation(cancellationToken))
            {
            }

            record = await FindAsync(record.Key, cancellationToken);
        }

        return record;
    }

    /// <summary>The task as it is, then every event until it has ended or needs its client.</summary>
    /// <exception cref="AgentException">The task is gone, has too many watchers, or its end could not be recorded.</exception>
    public async ValueTask<IAsyncEnumerable<StreamEvent>> FollowAsync(TaskKey key, int? historyLength, CancellationToken cancellationToken)
    {
        var subscription = new TaskSubscription(engine, key) { EndsWithTurn = true, HistoryLength = historyLength };
        var isUsed = false;
        try
        {
            draining.ThrowIfEnded();

            // Attached first, then the runner, then the task: a runner that is gone by now has recorded the end, and one that is not will be heard.
            var isAtWork = engine.Replicas is not null || subscription.Live.Runner is not null;
            var record = await FindAsync(key, cancellationToken);
            if (record.Task.Status.State.IsSettled())
            {
                return SingleEvent.Of(StreamEvent.From(record.Task.WithHistoryLength(historyLength)));
            }

            if (!isAtWork)
            {
                throw new AgentException(AgentError.Internal, $"The end of task {key.Id} could not be recorded; ask for the task later.");
            }

            isUsed = true;
            subscription.Snapshot = record;
            return subscription;
        }
        finally
        {
            if (!isUsed)
            {
                subscription.Dispose();
            }
        }
    }

    private async ValueTask<TaskRecord> FindAsync(TaskKey key, CancellationToken cancellationToken) =>
        await engine.Store.FindAsync(key, cancellationToken) ?? throw AgentException.TaskNotFound(key.Id);
}
