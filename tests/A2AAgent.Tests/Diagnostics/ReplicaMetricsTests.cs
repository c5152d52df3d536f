using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Postgres.Replicas;

namespace A2AAgent.Tests.Diagnostics;

/// <summary>Replicas over one database count a task once between them, whoever of them begins, overtakes or ends it.</summary>
public sealed class ReplicaMetricsTests : TwoReplicas
{
    [Fact]
    public async Task A_conversation_over_two_replicas()
    {
        var (onFirst, onSecond) = (new HttpJsonClient(First), new HttpJsonClient(Second));
        var id = (await onFirst.CallAsync("SendMessage", TestJson.Text("ask", "one"))).GetProperty("task").GetProperty("id").GetString();
        await onSecond.CallAsync("SendMessage", TestJson.Text("ask", "two", id));
        await onFirst.CallAsync("SendMessage", TestJson.Text("ask", "three", id));

        var (one, other) = await IdleAsync();

        Assert.Equal(3, one.Left("ask", "TASK_STATE_WORKING") + other.Left("ask", "TASK_STATE_WORKING"));
        Assert.Equal(2, one.Left("ask", "TASK_STATE_INPUT_REQUIRED") + other.Left("ask", "TASK_STATE_INPUT_REQUIRED"));
        Assert.Equal(1, one.Ended("ask", "TASK_STATE_COMPLETED"));
        Assert.Equal(1, Ended(one, other));
        Assert.Null(one.Value("a2a_store_tasks"));
    }

    [Fact]
    public async Task A_task_that_is_canceled_on_another_replica()
    {
        var id = await BeginAsync("once");

        await new JsonRpcClient(Second).CallAsync("CancelTask", new { id });
        var (one, other) = await IdleAsync();

        Assert.Equal(1, one.Ended("once", "TASK_STATE_CANCELED"));
        Assert.Equal(1, Ended(one, other));
    }

    [Fact]
    public async Task A_task_that_is_canceled_while_its_replica_cannot_be_reached()
    {
        var id = await BeginAsync("once");
        await _network!.CutAsync();

        await new JsonRpcClient(Second).CallAsync("CancelTask", new { id });
        _network.Restore();
        First.Script.Open();
        var (one, other) = await IdleAsync();

        Assert.Equal(1, other.Ended("once", "TASK_STATE_CANCELED"));
        Assert.Equal(1, Ended(one, other));
    }

    [Fact]
    public async Task A_task_that_fails_since_its_replica_is_gone()
    {
        await BeginAsync("once");
        await _network!.CutAsync();
        await Second.ScrapeUntilAsync(static read => read.Ended("once", "TASK_STATE_FAILED") == 1);

        _network.Restore();
        First.Script.Open();
        var (one, other) = await IdleAsync();

        Assert.Equal(1, Ended(one, other));
    }

    [Fact]
    public async Task A_task_that_runs_again_elsewhere()
    {
        await BeginAsync("again");
        Second.Script.Open();
        await _network!.CutAsync();
        await Second.ScrapeUntilAsync(static read => read.Ended("again", "TASK_STATE_COMPLETED") == 1);

        _network.Restore();
        First.Script.Open();
        var (one, other) = await IdleAsync();

        Assert.Equal(1, Ended(one, other));
    }

    private static double Ended(Exposition one, Exposition other) => one.Total(Scrapes.Durations + "_count") + other.Total(Scrapes.Durations + "_count");

    private async Task<(Exposition First, Exposition Second)> IdleAsync() => (
        await First.ScrapeUntilAsync(static read => read.Total(Scrapes.Active) == 0),
        await Second.ScrapeUntilAsync(static read => read.Total(Scrapes.Active) == 0));
}
