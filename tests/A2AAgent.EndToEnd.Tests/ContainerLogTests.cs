using System.Text.Json;
using A2AAgent.EndToEnd.Tests.Agents;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests;

/// <summary>The log of an agent in a container.</summary>
public sealed class ContainerLogTests
{
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";

    [Fact]
    public async Task Every_line_is_JSON_and_says_in_which_trace_it_was_logged()
    {
        var start = InPlaceAgent.Command("--no-launch-profile");
        start.Environment["DOTNET_RUNNING_IN_CONTAINER"] = "true";
        await using var agent = await RunningAgent.StartAsync(start);
        using var http = new HttpClient { BaseAddress = agent.Address };
        http.DefaultRequestHeaders.Add("traceparent", $"00-{TraceId}-00f067aa0ba902b7-01");

        // Without Agent:PublicUrl, the first request for the card makes the agent warn.
        await http.GetStringAsync("/.well-known/agent-card.json", TestContext.Current.CancellationToken);
        agent.Terminate();
        await agent.WaitForExitAsync();

        var lines = agent.Log.Split('\n').Select(static line => JsonElement.Parse(line)).ToList();
        var warning = Assert.Single(lines, static line => line.GetProperty("Message").GetString()!.StartsWith("Agent:PublicUrl is not set", StringComparison.Ordinal));
        Assert.Equal("Warning", warning.GetProperty("LogLevel").GetString());
        Assert.Equal(TraceId, warning.GetProperty("TraceId").GetString());
        Assert.Equal("http", warning.GetProperty("State").GetProperty("Scheme").GetString());
    }
}
