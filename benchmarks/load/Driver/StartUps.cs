using System.Diagnostics;

namespace A2AAgent.Load.Driver;

/// <summary>From the start of the process to its card: medians in milliseconds.</summary>
internal sealed record StartUps(double Floor, double Agent)
{
    public static async Task<StartUps> MeasureAsync(Binaries binaries, Cores cores, string replies, int starts)
    {
        var floor = new List<double>();
        var agent = new List<double>();
        for (var i = 0; i < starts; i++)
        {
            floor.Add(await OneAsync(binaries.Floor, cores, replies));
            agent.Add(await OneAsync(binaries.Agent, cores, replies));
        }

        return new StartUps(Statistics.Median(floor), Statistics.Median(agent));
    }

    private static async Task<double> OneAsync(string binary, Cores cores, string replies)
    {
        var began = Stopwatch.GetTimestamp();
        using var server = Server.Start(binary, cores, replies);
        await server.FirstCardAsync();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
