namespace A2AAgent.Load.Driver;

/// <summary>What the project promises about its speed and size.</summary>
internal static class Goals
{
    public static Goal[] Http(Figures figures, ManyTasks manyTasks) =>
    [
        Goal.AtLeast("message skill, requests/s against the floor", figures.Load.Scenarios[0].Ratio, 0.75),
        Goal.AtLeast("task skill, requests/s against the floor", figures.Load.Scenarios[1].Ratio, 0.5),
        Goal.AtMost("start-up against the floor", figures.StartUps.Agent / figures.StartUps.Floor, 1.5),
        Goal.AtMost("RSS idle, MB", figures.Load.Agent.Idle, 30),
        Goal.AtMost($"RSS after {manyTasks.Tasks:#,0} tasks, MB", manyTasks.Rss, 45),
        Goal.AtMost("binary, MB", Binaries.Size(figures.Binaries.Agent) / 1e6, 14),
    ];

    public static Goal[] Grpc(Figures figures, EventStreams streams) =>
    [
        Goal.AtLeast("gRPC message skill, requests/s against the floor", figures.Load.Scenarios[0].Ratio, 0.8),
        Goal.AtMost("gRPC RSS idle, MB", figures.Load.Agent.Idle, 34),
        Goal.AtMost("gRPC binary, MB", Binaries.Size(figures.Binaries.Agent) / 1e6, 16),
        Goal.AtLeast("gRPC stream of 10,000 events a second, events/s received", streams.EventsPerSecond, 9_900),
        Goal.AtMost("gRPC stream, first event, ms after its emission", streams.First / 1e3, 5),
    ];

    public static Goal[] Trust(Trust trust) =>
    [
        Goal.AtLeast("API key, requests/s against none", trust.ApiKey.Scenarios[0].Ratio, 0.9),
        Goal.AtLeast("JWT of a known key, requests/s against none", trust.Jwt.Scenarios[0].Ratio, 0.9),
        Goal.AtLeast("signed card, requests/s against unsigned", trust.SignedCard.Scenarios[0].Ratio, 0.9),
    ];

    public static Goal[] Telemetry(Telemetry telemetry) =>
    [
        .. telemetry.Off.Scenarios.Select(static one => Goal.AtLeast($"{one.Name}, requests/s with telemetry that is not used", one.Ratio, 0.99)),
        .. telemetry.On.Scenarios.Select(static one => Goal.AtLeast($"{one.Name}, requests/s with a tenth of the traces exported", one.Ratio, 0.9)),
    ];

    public static Goal[] Client(Clients clients) =>
    [
        Goal.AtMost("a call by the client against a raw HttpClient, time on one connection", 1 / clients.Alone.Ratio.CallsPerSecond, 1.3),
        Goal.AtMost($"a call by the client against a raw HttpClient, time on each of {clients.Together.Connections} connections", 1 / clients.Together.Ratio.CallsPerSecond, 1.3),
    ];

    public static Goal[] Postgres(PostgresLoad postgres) =>
    [
        Goal.AtLeast("task skill with PostgreSQL, requests/s against memory", postgres.Load.Scenarios[0].Ratio, 0.3),
        Goal.AtMost("task skill with PostgreSQL, p99 in ms", postgres.Load.Scenarios[0].Agent.P99 / 1e3, 50),
        Goal.AtLeast("GetTask with PostgreSQL, requests/s against memory", postgres.Load.Scenarios[1].Ratio, 0.5),
        Goal.AtMost("round trips for a task", postgres.RoundTrips.Alone, 4),
        .. postgres.Filled.Reads.Select(read => Goal.AtMost($"{read.Name}, time with {postgres.Filled.Many:#,0} tasks against {postgres.Filled.Few:#,0}", read.Ratio, 2)),
    ];

    public static bool Print(TextWriter output, Goal[] goals)
    {
        foreach (var (text, value, met) in goals)
        {
            output.WriteLine($"{(met ? "met   " : "MISSED")} {text}: {value:0.00}");
        }

        return Array.TrueForAll(goals, static goal => goal.Met);
    }
}

/// <summary>One promise and what became of it.</summary>
internal sealed record Goal(string Text, double Value, bool Met)
{
    public static Goal AtLeast(string name, double value, double goal) => new($"{name}, at least {goal}", value, value >= goal);

    public static Goal AtMost(string name, double value, double goal) => new($"{name}, at most {goal}", value, value <= goal);
}
