namespace A2AAgent.Load.Driver;

/// <summary>
/// One client that reads events as they are made, 10,000 a second: medians over some streams, in microseconds from the emission
/// of an event to its receipt.
/// </summary>
internal sealed record EventStreams(int Streams, int Events, double EventsPerSecond, double First, double P50, double P99)
{
    private const int EmittedPerSecond = 10_000;

    /// <summary>An artifact has no more parts than 100,000.</summary>
    private const int MostSeconds = 5;

    public static async Task<EventStreams> RunAsync(string agent, Cores cores, LoadOptions options)
    {
        using var server = await Server.StartedAsync(agent, cores, "");
        var events = EmittedPerSecond * Math.Min(options.Seconds, MostSeconds);

        // The first stream warms up: the agent's pools and this program's compiler.
        await EventStream.ReadAsync(server, EmittedPerSecond / 2);
        var streams = new List<EventStream>();
        for (var round = 0; round < options.Rounds; round++)
        {
            streams.Add(await EventStream.ReadAsync(server, events));
        }

        return new EventStreams(streams.Count, events, Median(static stream => stream.EventsPerSecond),
            Median(static stream => stream.First), Median(static stream => stream.At(0.5)), Median(static stream => stream.At(0.99)));

        double Median(Func<EventStream, double> figure) => Statistics.Median(streams.Select(figure));
    }
}
