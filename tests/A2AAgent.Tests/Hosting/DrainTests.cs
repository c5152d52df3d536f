using A2AAgent.Protocol;
using A2AAgent.Server.Hosting;
using A2AAgent.Tests.Contract;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Hosting;

public sealed class DrainTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_running_task_finishes_and_its_stream_ends_with_it()
    {
        await using var host = await AgentHost.StartAsync();
        await using var stream = await new JsonRpcClient(host).StreamAsync("SendStreamingMessage", TestJson.Text("wait", "x"));
        await host.Script.NextStartedAsync(Token);

        var stopped = host.StopAsync();
        host.Script.Open();

        Assert.Equal("TASK_STATE_COMPLETED", (await stream.ToListAsync())[^1].GetProperty("statusUpdate").State());
        await stopped;
    }

    [Fact]
    public async Task A_task_that_does_not_finish_in_time_fails_and_says_why()
    {
        await using var host = await AgentHost.StartAsync(("Agent:Limits:DrainTimeout", "00:00:00.1"));
        await using var stream = await new HttpJsonClient(host).StreamAsync("SendStreamingMessage", TestJson.Text("wait", "x"));
        await host.Script.NextStartedAsync(Token);

        await host.StopAsync();

        var last = (await stream.ToListAsync())[^1].GetProperty("statusUpdate");
        Assert.Equal("TASK_STATE_FAILED", last.State());
        Assert.Contains("shutting down", last.GetProperty("status").GetProperty("message").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_skill_that_does_not_stop_does_not_hold_the_process_up()
    {
        await using var host = await AgentHost.StartAsync(("Agent:Limits:DrainTimeout", "00:00:00.1"));
        await using var stream = await new HttpJsonClient(host).StreamAsync("SendStreamingMessage", TestJson.Text("stubborn", "x"));
        await host.Script.NextStartedAsync(Token);

        await host.StopAsync();

        Assert.Equal("TASK_STATE_FAILED", (await stream.ToListAsync())[^1].GetProperty("statusUpdate").State());
    }

    [Fact]
    public async Task A_subscription_to_a_waiting_task_ends_cleanly()
    {
        await using var host = await AgentHost.StartAsync();
        var client = new JsonRpcClient(host);
        var id = (await client.CallAsync("SendMessage", TestJson.Text("book", "x"))).GetProperty("task").GetProperty("id").GetString();
        await using var stream = await client.StreamAsync("SubscribeToTask", new { id });
        Assert.NotNull(await stream.NextAsync());

        await host.StopAsync();

        Assert.Null(await stream.NextAsync());
    }

    [Fact]
    public async Task A_new_message_is_turned_away_while_reads_still_work()
    {
        await using var host = await AgentHost.StartAsync();
        var service = host.Services.GetRequiredService<IAgentService>();
        host.Services.GetRequiredService<Draining>().Begin();
        var message = new Message { MessageId = "m", Role = Role.User, Parts = [Part.FromText("x")] };

        var refused = await Assert.ThrowsAsync<AgentException>(async () =>
            await service.SendMessageAsync(new SendMessageRequest { Message = message }, new CallContext { Version = "1.0" }, Token));

        Assert.Same(AgentError.Unavailable, refused.Error);
        Assert.NotNull(refused.RetryAfter);
        Assert.Empty((await service.ListTasksAsync(new ListTasksRequest(), new CallContext { Version = "1.0" }, Token)).Tasks);
    }

    [Fact]
    public async Task Readiness_goes_down_and_liveness_stays_up()
    {
        await using var host = await AgentHost.StartAsync();
        host.Services.GetRequiredService<Draining>().Begin();

        Assert.Equal(503, (int)(await host.Client.GetAsync(new Uri(host.ManagementUrl, "/health/ready"), Token)).StatusCode);
        Assert.Equal(200, (int)(await host.Client.GetAsync(new Uri(host.ManagementUrl, "/health/live"), Token)).StatusCode);
    }
}
