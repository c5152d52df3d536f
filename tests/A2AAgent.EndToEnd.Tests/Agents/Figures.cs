using System.Diagnostics;
using System.Globalization;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Agents;

/// <summary>What one start of an agent costs.</summary>
internal sealed record Figures(TimeSpan FirstCard, double ResidentMegabytes)
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(300);

    public static async Task<Figures> MeasureAsync(ProcessStartInfo start)
    {
        var began = Stopwatch.GetTimestamp();
        await using var agent = await RunningAgent.StartAsync(start);
        using var http = new HttpClient { BaseAddress = agent.Address };
        await http.GetByteArrayAsync("/.well-known/agent-card.json", TestContext.Current.CancellationToken);
        var firstCard = Stopwatch.GetElapsedTime(began);
        await Task.Delay(Rest, TestContext.Current.CancellationToken);
        return new Figures(firstCard, await ResidentAsync(agent.Id));
    }

    private static async Task<double> ResidentAsync(int processId)
    {
        var lines = await File.ReadAllLinesAsync($"/proc/{processId}/status", TestContext.Current.CancellationToken);
        var kilobytes = lines.Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return double.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024;
    }
}
