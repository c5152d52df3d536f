using A2AAgent.Protocol;
using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Execution;

/// <summary>
/// Ends a task whose turn is over and whose end could not be recorded. What was in the way, a lack of memory for one, may pass; a task that seems
/// to run, and that nobody runs, would stay until it counts as abandoned.
/// </summary>
internal static class LateEnd
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)];

    /// <summary>Tries a few times. Never throws.</summary>
    public static async Task RecordAsync(TaskEngine engine, TaskKey key)
    {
        foreach (var pause in Pauses)
        {
            try
            {
                await Task.Delay(pause, engine.Time, CancellationToken.None);
                if (await engine.Store.FindAsync(key, CancellationToken.None) is { } record && !record.Task.Status.State.IsSettled())
                {
                    await engine.EndAsync(record, TaskState.Failed, "The agent could not record how the task ended; send the message again.", CancellationToken.None);
                }

                return;
            }
            catch (Exception e)
            {
                Log.TaskNotRecorded(engine.Logger, e, key.Id);
            }
        }
    }
}
