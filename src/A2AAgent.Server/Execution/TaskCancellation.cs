using A2AAgent.Protocol;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Execution;

/// <summary>Ends tasks for their clients, whether they run here, on another replica or wait for their client.</summary>
internal sealed class TaskCancellation(TaskEngine engine)
{
    /// <summary>How long another replica may take to hear of something and to say that it is done.</summary>
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(1);

    /// <summary>Ends a task for its client and returns it.</summary>
    /// <exception cref="AgentException">There is no such task, or it has ended otherwise.</exception>
    public async ValueTask<AgentTask> CancelAsync(TaskKey key, CancellationToken cancellationToken)
    {
        var record = await engine.Store.FindAsync(key, cancellationToken) ?? throw AgentException.TaskNotFound(key.Id);
        if (record.Task.Status.State.IsTerminal())
        {
            throw NotCancelable(record.Task);
        }

        return engine.Live.Find(key)?.Runner is { } runner ? await CancelRunningAsync(runner, cancellationToken)
            : engine.Replicas is not { } others || record.Task.Status.State.IsInterrupted() ? await CancelWaitingAsync(record, cancellationToken)
            : await CancelElsewhereAsync(record, others, cancellationToken);
    }

    private async ValueTask<AgentTask> CancelRunningAsync(TaskRunner runner, CancellationToken cancellationToken)
    {
        runner.Stop(StopReason.Canceled);
        await engine.AwaitStopAsync(runner, engine.Options.CancelGrace, cancellationToken);
        var task = runner.Record.Task;
        return task.Status.State switch
        {
            TaskState.Canceled => task,
            var state when !state.IsTerminal() => await CancelAsync(runner.Record.Key, cancellationToken),
            _ => throw NotCancelable(task),
        };
    }

    private async ValueTask<AgentTask> CancelWaitingAsync(TaskRecord record, CancellationToken cancellationToken)
    {
        try
        {
            return await engine.EndAsync(record, TaskState.Canceled, text: null, cancellationToken);
        }
        catch (TaskConflictException)
        {
            // Its client sent a message, or canceled it, at the same moment: look again.
            return await CancelAsync(record.Key, cancellationToken);
        }
    }

    /// <summary>Asks the replica that runs it; one that does not answer is not asked twice.</summary>
    private async ValueTask<AgentTask> CancelElsewhereAsync(TaskRecord record, IReplicas others, CancellationToken cancellationToken)
    {
        await others.RequestCancelAsync(record.Key.Id, cancellationToken);
        using var patience = new CancellationTokenSource(engine.Options.CancelGrace + AnswerTime, engine.Time);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await engine.Following.FindSettledAsync(record.Key, record.Version, waiting.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Gone, or paused, or its notification was lost. Its next event is refused.
        }

        var current = await engine.Store.FindAsync(record.Key, cancellationToken) ?? throw AgentException.TaskNotFound(record.Key.Id);
        return current.Task.Status.State switch
        {
            TaskState.Canceled => current.Task,
            var state when state.IsTerminal() => throw NotCancelable(current.Task),
            _ => await CancelWaitingAsync(current, cancellationToken),
        };
    }

    private static AgentException NotCancelable(AgentTask task) =>
        new(AgentError.TaskNotCancelable, $"Task {task.Id} has ended ({task.Status.State.ToWireName()}) and cannot be canceled.");
}
