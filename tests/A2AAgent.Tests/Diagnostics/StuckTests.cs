using A2AAgent.Server.Diagnostics.Metrics;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Tasks;
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
        var clock = new TestClock();
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(builder => builder.Services.AddSingleton<TimeProvider>(clock));
        await using var stream = await new HttpJsonClient(host).StreamAsync("SendStreamingMessage", TestJson.Text("wait", "x"));
        await host.Script.NextStartedAsync(Token);
        var gauges = host.Services.GetRequiredService<TaskGauges>();

        gauges.Look(clock.GetUtcNow());
        clock.Advance(TimeSpan.FromMinutes(4.9));
        gauges.Look(clock.GetUtcNow());
        Assert.Equal(0, (await host.ScrapeAsync()).Total(Scrapes.Stuck));
        clock.Advance(TimeSpan.FromMinutes(0.2));
        gauges.Look(clock.GetUtcNow());

        Assert.Equal(1, (await host.ScrapeAsync()).Value(Scrapes.Stuck, ("a2a_skill_id", "wait")));
        host.Script.Open();
        await stream.ToListAsync();
    }
}
