using System.Diagnostics.Metrics;
using A2AAgent.Protocol.Diagnostics;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Execution;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Diagnostics.Metrics;

/// <summary>What is measured of tasks by looking at them: when somebody asks, so that running costs nothing.</summary>
internal sealed class TaskGauges
{
    private readonly LiveTasks _live;
    private readonly TimeSpan _stuckAfter;
    private readonly KeyValuePair<string, object?>[] _skills;
    private readonly ObservableGauge<long> _stuckGauge;
    private long[] _stuck;

    public TaskGauges(IMeterFactory meters, TaskEngine engine, AgentRuntime agent, TaskOptions options)
    {
        (_live, _stuckAfter) = (engine.Live, options.StuckAfter);

        // No query: one that gives pairs brings 300 KB to a native binary.
        _skills = new KeyValuePair<string, object?>[agent.SkillIds.Count];
        for (var index = 0; index < _skills.Length; index++)
        {
            _skills[index] = new KeyValuePair<string, object?>(TelemetryNames.SkillId, agent.SkillIds[index]);
        }

        _stuck = new long[_skills.Length];
        var meter = meters.Create(TelemetryNames.Meter);
        meter.CreateObservableUpDownCounter(TelemetryNames.ActiveTasks, () => BySkill(Count(static _ => true)), "{turn}", "Turns of tasks that run in this process");
        _stuckGauge = meter.CreateObservableGauge(
            TelemetryNames.StuckTasks, () => BySkill(Volatile.Read(ref _stuck)), "{turn}", "Turns that run and have had no event for longer than Agent:Tasks:StuckAfter");
        if (engine.Store is InMemoryTaskStore store)
        {
            meter.CreateObservableGauge<long>(TelemetryNames.StoredTasks, () => store.Count, "{task}", "Tasks that are kept in memory");
        }
    }

    /// <summary>Looks for turns that are stuck. Called by the sweeper alone, from time to time.</summary>
    public void Look(DateTimeOffset now)
    {
        if (_stuckGauge.Enabled)
        {
            Volatile.Write(ref _stuck, Count(runner => !runner.HasEnded && runner.IsIdle(now, _stuckAfter)));
        }
    }

    private long[] Count(Predicate<TaskRunner> isCounted)
    {
        var counts = new long[_skills.Length];
        foreach (var live in _live.All)
        {
            if (live.Runner is { } runner && isCounted(runner) && Index(runner.Record.SkillId) is var index and >= 0)
            {
                counts[index]++;
            }
        }

        return counts;
    }

    private int Index(string skillId) => Array.FindIndex(_skills, skill => (string)skill.Value! == skillId);

    /// <summary>All skills, also those of which there is nothing: an alert is to see the end of what began it.</summary>
    private IEnumerable<Measurement<long>> BySkill(long[] counts)
    {
        var measurements = new Measurement<long>[counts.Length];
        for (var index = 0; index < counts.Length; index++)
        {
            measurements[index] = new Measurement<long>(counts[index], _skills.AsSpan(index, 1));
        }

        return measurements;
    }
}
