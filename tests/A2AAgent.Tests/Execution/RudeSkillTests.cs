using A2AAgent.Tests.Agents;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Execution;

public sealed class RudeSkillTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cancellation_callback_that_throws_does_not_reach_the_client()
    {
        await using var host = await StartAsync();
        var id = await BeginAsync(host, "throw-on-cancel");

        Assert.Equal("TASK_STATE_CANCELED", (await new JsonRpcClient(host).CallAsync("CancelTask", new { id })).State());
    }

    [Fact]
    public async Task A_cancellation_callback_that_blocks_does_not_outlast_the_grace()
    {
        await using var host = await StartAsync(("Agent:Tasks:CancelGrace", "00:00:00.1"));
        var id = await BeginAsync(host, "block-on-cancel");

        Assert.Equal("TASK_STATE_CANCELED", (await new JsonRpcClient(host).CallAsync("CancelTask", new { id })).State());
    }

    [Fact]
    public async Task A_cancellation_callback_that_throws_does_not_stop_the_drain()
    {
        await using var host = await StartAsync(("Agent:Limits:DrainTimeout", "00:00:00.1"));
        await using var stream = await new JsonRpcClient(host).StreamAsync("SendStreamingMessage", TestJson.Text("throw-on-cancel", "x"));
        await host.Script.NextStartedAsync(Token);

        await host.StopAsync();

        Assert.Equal("TASK_STATE_FAILED", (await stream.ToListAsync())[^1].GetProperty("statusUpdate").State());
    }

    [Fact]
    public async Task An_artifact_without_parts_fails_the_task_instead_of_reaching_the_client()
    {
        await using var host = await StartAsync();

        var task = (await new JsonRpcClient(host).CallAsync("SendMessage", TestJson.Text("empty-artifact", "x"))).GetProperty("task");

        Assert.Equal("TASK_STATE_FAILED", task.State());
        Assert.False(task.TryGetProperty("artifacts", out _));
    }

    [Fact]
    public async Task What_a_skill_says_is_said_by_the_agent()
    {
        await using var host = await StartAsync();

        var task = (await new JsonRpcClient(host).CallAsync("SendMessage", TestJson.Text("as-user", "x"))).GetProperty("task");

        Assert.Equal("ROLE_AGENT", task.GetProperty("status").GetProperty("message").GetProperty("role").GetString());
    }

    [Fact]
    public async Task A_direct_reply_has_a_time_limit_too()
    {
        await using var host = await StartAsync(("Agent:Tasks:MaxRunTime", "00:00:00.1"));

        var error = await Assert.ThrowsAsync<BindingError>(() => new JsonRpcClient(host).CallAsync("SendMessage", TestJson.Text("reply-late", "x")));

        Assert.Equal("INTERNAL", error.Reason);
        Assert.Contains("0.1 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_skill_that_has_ended_its_turn_cannot_report_and_its_end_stands()
    {
        await using var host = await StartAsync();

        var task = (await new JsonRpcClient(host).CallAsync("SendMessage", TestJson.Text("speak-after", "x"))).GetProperty("task");

        Assert.Equal("TASK_STATE_COMPLETED", task.State());
    }

    private static Task<AgentHost> StartAsync(params (string Key, string Value)[] settings) => AgentHost.StartAsync<RudeAgent>(configure: null, settings);

    private static async Task<string> BeginAsync(AgentHost host, string skill)
    {
        var task = (await new JsonRpcClient(host).CallAsync("SendMessage", TestJson.Text(skill, "x", configuration: new { returnImmediately = true }))).GetProperty("task");
        await host.Script.NextStartedAsync(Token);
        return task.GetProperty("id").GetString()!;
    }
}
