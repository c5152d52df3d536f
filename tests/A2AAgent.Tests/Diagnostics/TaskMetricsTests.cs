using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Diagnostics;

/// <summary>What is measured of tasks, whichever way they go.</summary>
public sealed class TaskMetricsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("echo", "TASK_STATE_COMPLETED")]
    [InlineData("fail", "TASK_STATE_FAILED")]
    [InlineData("refuse", "TASK_STATE_REJECTED")]
    public async Task A_task_that_ends_by_itself_is_counted_by_skill_and_end(string skill, string end)
    {
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(configure: null);

        await new HttpJsonClient(host).CallAsync("SendMessage", TestJson.Text(skill, "x"));
        var read = await IdleAsync(host);

        Assert.Equal(1, read.Ended(skill, end));
        Assert.Equal(1, read.Left(skill, "TASK_STATE_WORKING"));
        Assert.Equal(1, read.Total(Scrapes.Durations + "_count"));
        Assert.Equal(1, read.Total(Scrapes.States + "_count"));
    }

    [Fact]
    public async Task A_task_that_is_streamed_was_submitted_first()
    {
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(configure: null);

        await using var stream = await new JsonRpcClient(host).StreamAsync("SendStreamingMessage", TestJson.Text("echo", "x"));
        await stream.ToListAsync();
        var read = await IdleAsync(host);

        Assert.Equal(1, read.Left("echo", "TASK_STATE_SUBMITTED"));
        Assert.Equal(1, read.Left("echo", "TASK_STATE_WORKING"));
        Assert.Equal(1, read.Ended("echo", "TASK_STATE_COMPLETED"));
    }

    [Fact]
    public async Task A_task_that_waits_for_its_client_goes_on_and_is_counted_at_its_end_from_its_beginning()
    {
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(configure: null);
        var client = new JsonRpcClient(host);

        var id = (await client.CallAsync("SendMessage", TestJson.Text("ask", "x"))).GetProperty("task").GetProperty("id").GetString();
        var waiting = await IdleAsync(host);
        await Task.Delay(50, Token); // What is measured is time that passes.
        await client.CallAsync("SendMessage", TestJson.Text("ask", "y", taskId: id));
        var read = await IdleAsync(host);

        Assert.Equal(0, waiting.Ended("ask", "TASK_STATE_COMPLETED"));
        Assert.Equal(1, read.Ended("ask", "TASK_STATE_COMPLETED"));
        Assert.Equal(2, read.Left("ask", "TASK_STATE_WORKING"));
        Assert.Equal(1, read.Left("ask", "TASK_STATE_INPUT_REQUIRED"));
        Assert.InRange(read.Total(Scrapes.Durations + "_sum"), 0.05, 60);
        Assert.InRange(read.Value(Scrapes.States + "_sum", ("a2a_skill_id", "ask"), ("a2a_task_state", "TASK_STATE_INPUT_REQUIRED"))!.Value, 0.05, 60);
        Assert.InRange(read.Value(Scrapes.States + "_sum", ("a2a_skill_id", "ask"), ("a2a_task_state", "TASK_STATE_WORKING"))!.Value, 0, 0.05 + read.Total(Scrapes.Durations + "_sum") - 0.05);
    }

    [Theory]
    [InlineData("wait")]
    [InlineData("deaf")]
    public async Task A_canceled_task_is_counted_whether_or_not_its_skill_stops(string skill)
    {
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(configure: null, ("Agent:Tasks:CancelGrace", "00:00:00.1"));
        var id = await BeginAsync(host, skill);
        Assert.Equal(1, (await host.ScrapeAsync()).Value(Scrapes.Active, ("a2a_skill_id", skill)));

        await new HttpJsonClient(host).CallAsync("CancelTask", new { id });
        var read = await IdleAsync(host);

        Assert.Equal(1, read.Ended(skill, "TASK_STATE_CANCELED"));
        Assert.Equal(1, read.Total(Scrapes.Durations + "_count"));
    }

    [Fact]
    public async Task A_task_that_is_canceled_while_it_waits_is_counted()
    {
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(configure: null);
        var client = new HttpJsonClient(host);
        var id = (await client.CallAsync("SendMessage", TestJson.Text("ask", "x"))).GetProperty("task").GetProperty("id").GetString();

        await client.CallAsync("CancelTask", new { id });
        var read = await IdleAsync(host);

        Assert.Equal(1, read.Ended("ask", "TASK_STATE_CANCELED"));
        Assert.Equal(1, read.Left("ask", "TASK_STATE_INPUT_REQUIRED"));
    }

    [Fact]
    public async Task A_task_that_runs_too_long_is_counted_as_failed()
    {
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(configure: null, ("Agent:Tasks:MaxRunTime", "00:00:00.2"));

        await new HttpJsonClient(host).CallAsync("SendMessage", TestJson.Text("wait", "x"));
        var read = await IdleAsync(host);

        Assert.Equal(1, read.Ended("wait", "TASK_STATE_FAILED"));
        Assert.InRange(read.Value(Scrapes.Durations + "_sum", ("a2a_skill_id", "wait"), ("a2a_task_state", "TASK_STATE_FAILED"))!.Value, 0.2, 60);
    }

    [Fact]
    public async Task A_task_of_which_a_drain_makes_an_end_is_counted()
    {
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(configure: null, ("Agent:Limits:DrainTimeout", "00:00:00.1"));
        using var measured = new Measurements(host.Services);
        await BeginAsync(host, "wait");

        await host.StopAsync();

        Assert.Equal(1, measured.Count("a2a.task.duration", ("a2a.skill.id", "wait"), ("a2a.task.state", "TASK_STATE_FAILED")));
        Assert.Equal(0, measured.Look("a2a.task.active"));
    }

    [Fact]
    public async Task A_message_that_is_refused_counts_as_no_task()
    {
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(configure: null, ("Agent:Tasks:MaxRunning", "1"));
        await BeginAsync(host, "wait");

        await Assert.ThrowsAsync<BindingError>(() => new HttpJsonClient(host).CallAsync("SendMessage", TestJson.Text("echo", "x")));
        var read = await host.ScrapeUntilAsync(static read => read.Calls("rest", error: "RESOURCE_EXHAUSTED") == 1);

        Assert.Equal(1, read.Total(Scrapes.Active));
        Assert.Equal(0, read.Total(Scrapes.Durations + "_count"));
    }

    [Fact]
    public async Task Tasks_in_memory_are_counted()
    {
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(configure: null);
        Assert.Equal(0, (await host.ScrapeAsync()).Value("a2a_store_tasks"));

        await new HttpJsonClient(host).CallAsync("SendMessage", TestJson.Text("echo", "x"));
        await new HttpJsonClient(host).CallAsync("SendMessage", TestJson.Text("ask", "x"));

        Assert.Equal(2, (await host.ScrapeAsync()).Value("a2a_store_tasks"));
    }

    private static async Task<string> BeginAsync(AgentHost host, string skill)
    {
        var begun = await new HttpJsonClient(host).CallAsync("SendMessage", TestJson.Text(skill, "x", configuration: new { returnImmediately = true }));
        await host.Script.NextStartedAsync(Token);
        return begun.GetProperty("task").GetProperty("id").GetString()!;
    }

    /// <summary>What is measured once no turn runs any more.</summary>
    private static Task<Exposition> IdleAsync(AgentHost host) => host.ScrapeUntilAsync(static read => read.Total(Scrapes.Active) == 0);
}
