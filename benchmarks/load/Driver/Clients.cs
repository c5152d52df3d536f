using System.Globalization;

namespace A2AAgent.Load.Driver;

/// <summary>What a call costs by the client of agents, beside the same by a raw HTTP client: alone, and with many at once.</summary>
internal sealed record Clients(ClientCost Alone, ClientCost Together)
{
    public static async Task<Clients> RunAsync(Binaries binaries, Cores cores, LoadOptions options)
    {
        using var agent = await Server.StartedAsync(binaries.Agent, cores, "");
        return new Clients(await CostAsync(1), await CostAsync(options.Connections));

        Task<ClientCost> CostAsync(int connections) => ClientCost.MeasureAsync(binaries.Floor, agent, cores, connections, options);
    }
}

/// <summary>The rounds of one process that makes the call in both ways in turn.</summary>
internal sealed record ClientCost(int Connections, IReadOnlyList<(ClientFigures Raw, ClientFigures Client)> Rounds)
{
    private const string Line = "ROUND ";

    public ClientFigures Raw => ClientFigures.Median(Rounds.Select(static round => round.Raw));

    public ClientFigures Client => ClientFigures.Median(Rounds.Select(static round => round.Client));

    /// <summary>The medians of the rounds' ratios: each compares neighbours in time.</summary>
    public ClientFigures Ratio => ClientFigures.Median(Rounds.Select(static round => round.Client.Against(round.Raw)));

    public static async Task<ClientCost> MeasureAsync(string client, Server agent, Cores cores, int connections, LoadOptions options)
    {
        var (exitCode, output) = await Command.RunAsync("taskset",
            ["-c", cores.Client, client, $"http://127.0.0.1:{agent.Port}", Text(connections), Text(options.Seconds), Text(options.Rounds)]);
        var rounds = output.Split('\n').Where(static line => line.StartsWith(Line, StringComparison.Ordinal)).Select(Parse).ToList();
        return exitCode == 0 && rounds.Count == options.Rounds ? new ClientCost(connections, rounds) : throw new LoadException($"{client} failed:\n{output}");
    }

    private static (ClientFigures Raw, ClientFigures Client) Parse(string line)
    {
        var figures = line[Line.Length..].Split(' ').Select(static text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return (ClientFigures.Of(figures.AsSpan(0, 5)), ClientFigures.Of(figures.AsSpan(5, 5)));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Of a call: how many there were in a second, microseconds, CPU microseconds of the calling process, and bytes that it allocated.</summary>
internal sealed record ClientFigures(double CallsPerSecond, double P50, double P99, double Cpu, double Bytes)
{
    public static ClientFigures Of(ReadOnlySpan<double> figures) => new(figures[0], figures[1], figures[2], figures[3], figures[4]);

    public ClientFigures Against(ClientFigures raw) => new(CallsPerSecond / raw.CallsPerSecond, P50 / raw.P50, P99 / raw.P99, Cpu / raw.Cpu, Bytes / raw.Bytes);

    public static ClientFigures Median(IEnumerable<ClientFigures> rounds)
    {
        var all = rounds.ToList();
        return new ClientFigures(Of(static one => one.CallsPerSecond), Of(static one => one.P50), Of(static one => one.P99), Of(static one => one.Cpu), Of(static one => one.Bytes));

        double Of(Func<ClientFigures, double> figure) => Statistics.Median(all.Select(figure));
    }
}
