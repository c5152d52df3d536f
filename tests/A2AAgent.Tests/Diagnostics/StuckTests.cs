using A2AAgent.Server.Diagnostics.Metrics;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Diagnostics;

public sealed class StuckTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_turn_without_an_event_is_stuck_until_it_goes_on()
    {
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(configure: null, ("Agent:Tasks:StuckAfter", "00:00:00.1"));
        await using var stream = await new HttpJsonClient(host).StreamAsync("SendStreamingMessage", TestJson.Text("wait", "x"));
        await host.Script.NextStartedAsync(Token);
        Assert.Equal(0, (await host.ScrapeAsync()).Value(Scrapes.Stuck, ("a2a_skill_id", "echo")));

        await host.ScrapeUntilAsync(static read => read.Value(Scrapes.Stuck, ("a2a_skill_id", "wait")) == 1);
        Assert.Equal(1, (await host.ScrapeAsync()).Total(Scrapes.Stuck));
        host.Script.Open();

        await host.ScrapeUntilAsync(static read => read.Value(Scrapes.Stuck, ("a2a_skill_id", "wait")) == 0);
        Assert.Equal("TASK_STATE_COMPLETED", (await stream.ToListAsync())[^1].GetProperty("statusUpdate").State());
    }

    [Fact]
    public async Task Five_minutes_are_allowed_unless_told_otherwise()
    {
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(configure: null);
        await using var stream = await new HttpJsonClient(host).StreamAsync("SendStreamingMessage", TestJson.Text("wait", "x"));
        await host.Script.NextStartedAsync(Token);
        var gauges = host.Services.GetRequiredService<TaskGauges>();
        var now = TimeProvider.System.GetUtcNow();

        gauges.Look(now);
        gauges.Look(now.AddMinutes(4.9));
        Assert.Equal(0, (await host.ScrapeAsync()).Total(Scrapes.Stuck));
        gauges.Look(now.AddMinutes(5.1));

        Assert.Equal(1, Total(gauges, host));
        host.Script.Open();
        await stream.ToListAsync();
    }

    private static double Total(TaskGauges gauges, AgentHost host)
    {
        _ = gauges;
        using var measured = new Measurements(host.Services);
        return measured.Look("a2a.task.stuck");
    }
}
