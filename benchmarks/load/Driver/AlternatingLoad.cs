namespace A2AAgent.Load.Driver;

/// <summary>Floor and agent under the same load in turn, so that what else the machine does falls on both.</summary>
internal sealed record AlternatingLoad(IReadOnlyList<ScenarioResult> Scenarios, Memory Floor, Memory Agent)
{
    /// <param name="first">The floor, or whatever stands in for it.</param>
    /// <param name="second">The agent.</param>
    /// <param name="cores">Which cores each has.</param>
    /// <param name="options">How long and how hard.</param>
    public static async Task<AlternatingLoad> RunAsync(Entrant first, Entrant second, Cores cores, LoadOptions options)
    {
        AlternatingLoad? load = null;
        for (var pair = 0; pair < options.Pairs; pair++)
        {
            load = await RunPairAsync(first, second, cores, options, load?.Scenarios);
        }

        return load!;
    }

    private static async Task<AlternatingLoad> RunPairAsync(
        Entrant first, Entrant second, Cores cores, LoadOptions options, IReadOnlyList<ScenarioResult>? earlier)
    {
        using var floor = await first.StartedAsync(cores);
        using var agent = await second.StartedAsync(cores);
        await Task.Delay(TimeSpan.FromSeconds(2));
        var idle = (Floor: floor.Rss(), Agent: agent.Rss());
        var results = earlier ?? [.. (await second.ScenariosAsync(agent)).Select(static scenario => new ScenarioResult(scenario.Name))];
        for (var round = 0; round <= options.Rounds; round++)
        {
            for (var i = 0; i < results.Count; i++)
            {
                var early = await TakeAsync(ofAgent: round % 2 != 0, i);
                var late = await TakeAsync(ofAgent: round % 2 == 0, i);
                if (round > 0)
                {
                    // The first round warms up: buffers, pools, the garbage collector's budgets.
                    results[i].Add(round % 2 == 0 ? (early, late) : (late, early));
                }
            }
        }

        return new AlternatingLoad(results, new Memory(idle.Floor, floor.Rss()), new Memory(idle.Agent, agent.Rss()));

        async Task<Measurement> TakeAsync(bool ofAgent, int scenario)
        {
            var (entrant, server) = ofAgent ? (second, agent) : (first, floor);
            return await Measurement.TakeAsync(server, (await entrant.ScenariosAsync(server))[scenario], cores, options.Connections, options.Seconds);
        }
    }
}

/// <summary>Resident memory before any request and after all of them, in megabytes.</summary>
internal sealed record Memory(double Idle, double After);

internal sealed class ScenarioResult(string name)
{
    private readonly List<Measurement> _floor = [];
    private readonly List<Measurement> _agent = [];

    public string Name => name;

    public Measurement Floor => Measurement.Median(_floor);

    public Measurement Agent => Measurement.Median(_agent);

    /// <summary>The median of the rounds' ratios: each compares neighbours in time.</summary>
    public double Ratio => Statistics.Median(_floor.Zip(_agent, static (floor, agent) => agent.RequestsPerSecond / floor.RequestsPerSecond));

    public void Add((Measurement Floor, Measurement Agent) round)
    {
        _floor.Add(round.Floor);
        _agent.Add(round.Agent);
    }
}
