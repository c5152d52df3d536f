using A2AAgent.EndToEnd.Tests.Agents;
using A2AAgent.EndToEnd.Tests.Exchanges;

namespace A2AAgent.EndToEnd.Tests.Proxies;

/// <summary>Agents that end behind nginx, which is told nothing of it.</summary>
[Collection(nameof(NativeAgent))]
public sealed class DrainTests(NativeAgentWithGrpc native, ITestOutputHelper output)
{
    [Fact]
    public async Task A_rolling_restart_under_traffic_fails_no_request()
    {
        await using var agents = await ProxiedAgents.StartAsync(native);
        await using var traffic = new Traffic(() => agents.Connect());
        for (var index = 0; index < 2; index++)
        {
            await traffic.AnswersAsync(200);
            agents[index].Terminate();
            Assert.Equal(0, await agents[index].WaitForExitAsync());
            await traffic.AnswersAsync(200);
            await agents.StartAgentAsync(index);
            await ServesAsync(agents, index);
        }

        await traffic.StopAsync();
        output.WriteLine($"{traffic.Answers} calls and streams over two shutdowns, {traffic.Failures.Count} failed");
        Assert.True(traffic.Failures.Count == 0, string.Join('\n', [.. traffic.Failures, agents.ProxyLog]));
    }

    [Fact]
    public async Task A_message_on_a_connection_that_was_idle_when_the_agent_was_told_to_end_is_answered()
    {
        await using var agents = await ProxiedAgents.StartAsync(native);
        await using (var burst = new Traffic(() => agents.Connect()))
        {
            // It leaves idle connections behind, between nginx and both agents.
            await burst.AnswersAsync(100);
        }

        using var client = new AgentClient(agents.Connect());
        agents[0].Terminate();
        var exit = agents[0].WaitForExitAsync();
        var answers = 0;
        while (!exit.IsCompleted)
        {
            Assert.Equal("TASK_STATE_COMPLETED", (await client.SendAsync(Binding.JsonRpc, Requests.CompleteReport)).State());
            answers++;
        }

        Assert.Equal(0, await exit);
        Assert.True(answers > 10, $"{answers} answers while the agent ended");
    }

    /// <summary>nginx looks again for an agent that was away when a second has passed: the agent has tasks then.</summary>
    private static async Task ServesAsync(ProxiedAgents agents, int index)
    {
        using var http = new HttpClient { BaseAddress = agents[index].Address, DefaultRequestHeaders = { { "A2A-Version", "1.0" } } };
        while (!(await http.GetStringAsync("/tasks", TestContext.Current.CancellationToken)).Contains("TASK_STATE_COMPLETED", StringComparison.Ordinal))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
