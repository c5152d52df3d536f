namespace A2AAgent.Load.Driver;

/// <summary>One scenario on one server: its figures, one per round.</summary>
internal sealed record Measurement(double RequestsPerSecond, double P50, double P99, double CpuPerRequest)
{
    public static async Task<Measurement> TakeAsync(Server server, Scenario scenario, Cores cores, int connections, int seconds)
    {
        var cpu = server.CpuMicroseconds();
        var load = scenario.DriveAsync(server, cores, connections, seconds);
        await Task.Delay(TimeSpan.FromSeconds(seconds / 2.0));
        var sampled = await scenario.AskAsync(server);
        var seen = await load;
        cpu = server.CpuMicroseconds() - cpu;
        await scenario.AskAsync(server);
        RequireRight(scenario, sampled, seen);
        return new Measurement(seen.Requests / seen.Seconds, seen.P50, seen.P99, cpu / seen.Requests);
    }

    public static Measurement Median(IReadOnlyCollection<Measurement> rounds) => new(
        Statistics.Median(rounds.Select(static round => round.RequestsPerSecond)),
        Statistics.Median(rounds.Select(static round => round.P50)),
        Statistics.Median(rounds.Select(static round => round.P99)),
        Statistics.Median(rounds.Select(static round => round.CpuPerRequest)));

    // All answers to a scenario have the same length, so a wrong one among them shows in the mean.
    private static void RequireRight(Scenario scenario, Answer sampled, LoadResult seen)
    {
        var mean = (double)seen.Bytes / seen.Requests;
        if (seen.Failures > 0 || !(Math.Abs(mean - sampled.Counted) <= 0.02 * sampled.Counted))
        {
            throw new LoadException($"{scenario.Name}: {seen.Failures} of {seen.Requests} requests failed; the answers have {mean:0.0} bytes on average, a right one has {sampled.Counted}.");
        }
    }
}
