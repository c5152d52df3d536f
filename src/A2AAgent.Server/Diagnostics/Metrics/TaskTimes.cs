using A2AAgent.Protocol;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Diagnostics.Metrics;

/// <summary>When a task was created and when it entered its state, in ticks of UTC.</summary>
/// <param name="Created">When it was created.</param>
/// <param name="Entered">When it entered its state.</param>
internal readonly record struct TaskTimes(long Created, long Entered)
{
    /// <summary>What a record says. A status may be a newer one of the same state: whoever has watched the task knows better.</summary>
    public static TaskTimes Of(TaskRecord record)
    {
        var entered = (record.Task.Status.Timestamp ?? default).UtcTicks;
        return new TaskTimes(record.Version == 1 ? entered : Identifiers.CreatedAt(record.Key.Id)?.UtcTicks ?? entered, entered);
    }

    /// <summary>The times after a change.</summary>
    public TaskTimes After(AgentTask before, AgentTask after) =>
        before.Status.State == after.Status.State ? this : this with { Entered = (after.Status.Timestamp ?? default).UtcTicks };
}
