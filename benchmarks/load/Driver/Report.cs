namespace A2AAgent.Load.Driver;

/// <summary>The figures as Markdown tables.</summary>
internal static class Report
{
    public static void Print(TextWriter output, Figures figures)
    {
        Print(output, figures.Load);
        var (binaries, startUps, load) = figures;
        output.WriteLine();
        output.WriteLine("| process | floor | agent | ratio |");
        output.WriteLine("|---|---:|---:|---:|");
        Row(output, "start to first card, ms", startUps.Floor, startUps.Agent);
        Row(output, "binary, MB", Binaries.Size(binaries.Floor) / 1e6, Binaries.Size(binaries.Agent) / 1e6);
        Row(output, "RSS idle, MB", load.Floor.Idle, load.Agent.Idle);
        Row(output, "RSS after the load above, MB", load.Floor.After, load.Agent.After);
    }

    /// <summary>One more row for the process.</summary>
    public static void Print(TextWriter output, ManyTasks manyTasks)
    {
        output.WriteLine($"| RSS after {manyTasks.Tasks:#,0} tasks, MB | | {manyTasks.Rss:0.0} (peak {manyTasks.Peak:0.0}) | |");
        output.WriteLine();
    }

    public static void Print(TextWriter output, EventStreams streams)
    {
        output.WriteLine();
        output.WriteLine($"| {streams.Streams} streams of {streams.Events:#,0} events | |");
        output.WriteLine("|---|---:|");
        output.WriteLine($"| events/s received | {streams.EventsPerSecond:#,0} |");
        output.WriteLine($"| first event, µs from its emission to its receipt | {streams.First:0} |");
        output.WriteLine($"| all events, p50 µs | {streams.P50:0} |");
        output.WriteLine($"| all events, p99 µs | {streams.P99:0} |");
        output.WriteLine();
    }

    public static void Print(TextWriter output, Trust trust)
    {
        Print(output, trust.ApiKey, "open", "API key");
        Print(output, trust.Jwt, "open", "JWT");
        Print(output, trust.SignedCard, "unsigned", "signed");
        output.WriteLine();
    }

    public static void Print(TextWriter output, Telemetry telemetry)
    {
        Print(output, telemetry.Off, "without", "not used");
        Print(output, telemetry.On, "not used", "exported");
        output.WriteLine();
    }

    public static void Print(TextWriter output, Clients clients)
    {
        output.WriteLine();
        output.WriteLine("| connections | | calls/s | p50 µs | p99 µs | CPU µs/call | allocated bytes/call |");
        output.WriteLine("|---:|---|---:|---:|---:|---:|---:|");
        foreach (var cost in new[] { clients.Alone, clients.Together })
        {
            Row(output, $"| {cost.Connections} | raw HttpClient", cost.Raw);
            Row(output, "| | client", cost.Client);
            var ratio = cost.Ratio;
            output.WriteLine($"| | ratio | {ratio.CallsPerSecond:0.00} | {ratio.P50:0.00} | {ratio.P99:0.00} | {ratio.Cpu:0.00} | {ratio.Bytes:0.00} |");
        }

        output.WriteLine();
    }

    public static void Print(TextWriter output, PostgresLoad postgres)
    {
        Print(output, postgres.Load, "memory", "PostgreSQL");
        output.WriteLine();
        output.WriteLine($"Round trips for a task: {postgres.RoundTrips.Alone:0.00} with one caller, {postgres.RoundTrips.Together:0.00} with 32.");
        output.WriteLine();
        output.WriteLine($"| one caller, p50 µs | {postgres.Filled.Few:#,0} tasks | {postgres.Filled.Many:#,0} tasks | ratio |");
        output.WriteLine("|---|---:|---:|---:|");
        foreach (var read in postgres.Filled.Reads)
        {
            output.WriteLine($"| {read.Name} | {read.Few.P50:0} | {read.Many.P50:0} | {read.Ratio:0.00} |");
        }

        output.WriteLine();
    }

    private static void Print(TextWriter output, AlternatingLoad load, string first = "floor", string second = "agent")
    {
        output.WriteLine();
        output.WriteLine("| scenario | | requests/s | p50 µs | p99 µs | CPU µs/request |");
        output.WriteLine("|---|---|---:|---:|---:|---:|");
        foreach (var scenario in load.Scenarios)
        {
            var (floor, agent) = (scenario.Floor, scenario.Agent);
            Row(output, scenario.Name, first, floor);
            Row(output, "", second, agent);
            output.WriteLine($"| | ratio | {scenario.Ratio:0.00} | {agent.P50 / floor.P50:0.00} | {agent.P99 / floor.P99:0.00} | {agent.CpuPerRequest / floor.CpuPerRequest:0.00} |");
        }
    }

    private static void Row(TextWriter output, string scenario, string server, Measurement figures) =>
        output.WriteLine($"| {scenario} | {server} | {figures.RequestsPerSecond:#,0} | {figures.P50:0} | {figures.P99:0} | {figures.CpuPerRequest:0.0} |");

    private static void Row(TextWriter output, string name, ClientFigures figures) =>
        output.WriteLine($"{name} | {figures.CallsPerSecond:#,0} | {figures.P50:0} | {figures.P99:0} | {figures.Cpu:0.0} | {figures.Bytes:#,0} |");

    private static void Row(TextWriter output, string name, double floor, double agent) =>
        output.WriteLine($"| {name} | {floor:0.0} | {agent:0.0} | {agent / floor:0.00} |");
}
