using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Tasks;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Execution;

/// <summary>Records the events of running tasks, however long the store is away: an outage costs no task. The skill waits meanwhile.</summary>
internal sealed class TaskRecorder(ITaskStore store, TaskOptions options, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>Appends events.</summary>
    /// <param name="record">The task after them.</param>
    /// <param name="changes">The events.</param>
    /// <param name="writer">Told to stop when the store is away for too long. What it has begun to record is recorded all the same.</param>
    /// <param name="cancellationToken">Gives up before anything is on its way.</param>
    /// <exception cref="TaskConflictException">Somebody else has changed the task.</exception>
    public ValueTask AppendAsync(TaskRecord record, StreamEvent[] changes, TaskRunner writer, CancellationToken cancellationToken)
    {
        var append = store.AppendAsync(record, changes, cancellationToken);
        return append.IsCompletedSuccessfully ? append : AwaitAsync(append, record, changes, writer);
    }

    private async ValueTask AwaitAsync(ValueTask append, TaskRecord record, StreamEvent[] changes, TaskRunner writer)
    {
        var began = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause < LongestPause / 2 ? pause * 2 : LongestPause)
        {
            try
            {
                await append;
                return;
            }
            catch (AgentException e) when (ReferenceEquals(e.Error, AgentError.Unavailable))
            {
                if (pause == FirstPause)
                {
                    Log.RecordingWaits(logger, e, record.Key.Id);
                }
            }

            if (time.GetElapsedTime(began) > options.MaxStoreOutage)
            {
                writer.Stop(StopReason.StoreAway);
            }

            await Task.Delay(pause, time, CancellationToken.None);

            // The same objects: the first attempt may have had its effect, which is found out by them.
            append = store.AppendAsync(record, changes, CancellationToken.None);
        }
    }
}
