using System.Diagnostics.Metrics;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Diagnostics;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Diagnostics.Metrics;

/// <summary>
/// What is measured of tasks as they change. Whoever has recorded a change in the store measures it, and of several that try the store lets
/// one: replicas that share a store count a task once between them.
/// </summary>
internal sealed class TaskMetrics
{
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _timeInState;

    public TaskMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(TelemetryNames.Meter);
        _duration = meter.CreateHistogram(
            TelemetryNames.TaskDuration, "s", "Tasks that have ended, from their beginning to their end", tags: null, Buckets.Tasks);
        _timeInState = meter.CreateHistogram(
            TelemetryNames.TimeInState, "s", "States that tasks have left, from when they were entered", tags: null, Buckets.Tasks);
    }

    /// <summary>Measures a change that is recorded.</summary>
    /// <param name="before">The task before it.</param>
    /// <param name="after">The task after it.</param>
    /// <param name="known">When what it ends began; null for what the task itself says.</param>
    public void Changed(TaskRecord before, TaskRecord after, TaskTimes? known = null)
    {
        var (left, entered) = (before.Task.Status.State, after.Task.Status.State);
        if (left == entered || !(_timeInState.Enabled || _duration.Enabled))
        {
            return;
        }

        var times = known ?? TaskTimes.Of(before);
        var now = (after.Task.Status.Timestamp ?? default).UtcTicks;
        Record(_timeInState, now - times.Entered, before.SkillId, left);
        if (entered.IsTerminal())
        {
            Record(_duration, now - times.Created, after.SkillId, entered);
        }
    }

    /// <summary>Clocks may be set back, and those of replicas differ a little.</summary>
    private static void Record(Histogram<double> histogram, long ticks, string skillId, TaskState state) => histogram.Record(
        Math.Max(0, ticks) / (double)TimeSpan.TicksPerSecond,
        new KeyValuePair<string, object?>(TelemetryNames.SkillId, skillId),
        new KeyValuePair<string, object?>(TelemetryNames.TaskState, state.ToWireName()));
}
