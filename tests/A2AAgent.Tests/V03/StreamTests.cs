namespace A2AAgent.Tests.V03;

public sealed class StreamTests
{
    [Fact]
    public async Task A_stream_begins_with_the_task_and_ends_with_a_final_status()
    {
        await using var host = await V03Host.StartAsync();
        host.Agent.Script.Open();

        await using var stream = await host.StreamAsync("message/stream", V03Json.Send("count", "2"));
        var events = await stream.ToListAsync();

        Assert.Equal(["task submitted", "working", "+1", "+2", "+ last", "completed final"], events.Select(V03Json.Describe));
        var id = events[0].Text("id");
        Assert.All(events.Skip(1), item => Assert.Equal((id, events[0].Text("contextId")), (item.Text("taskId"), item.Text("contextId"))));
        Assert.Equal([false, true, true], events.Skip(2).Take(3).Select(static item => item.GetProperty("append").GetBoolean()));
    }

    [Fact]
    public async Task A_direct_reply_is_the_only_event_of_its_stream()
    {
        await using var host = await V03Host.StartAsync();

        await using var stream = await host.StreamAsync("message/stream", V03Json.Send("reply", "hello"));

        Assert.Equal(["message"], (await stream.ToListAsync()).Select(V03Json.Describe));
    }

    [Fact]
    public async Task A_stream_ends_where_the_task_asks_for_input()
    {
        await using var host = await V03Host.StartAsync();

        await using var stream = await host.StreamAsync("message/stream", V03Json.Send("book", "a room"));

        Assert.Equal("input-required final", V03Json.Describe((await stream.ToListAsync())[^1]));
    }

    [Fact]
    public async Task A_client_that_comes_back_gets_the_task_and_what_follows()
    {
        await using var host = await V03Host.StartAsync();
        string id;
        await using (var first = await host.StreamAsync("message/stream", V03Json.Send("count", "2")))
        {
            id = (await first.NextAsync())!.Value.Text("id");
            Assert.Equal("working", V03Json.Describe((await first.NextAsync())!.Value));
        }

        await using var again = await host.StreamAsync("tasks/resubscribe", new { id });
        var snapshot = (await again.NextAsync())!.Value;
        host.Agent.Script.Open();

        Assert.Equal((id, "task working"), (snapshot.Text("id"), V03Json.Describe(snapshot)));
        Assert.Equal(["+1", "+2", "+ last", "completed final"], (await again.ToListAsync()).Select(V03Json.Describe));
    }

    [Fact]
    public async Task Coming_back_to_a_task_that_waits_for_its_client_ends_with_the_task()
    {
        await using var host = await V03Host.StartAsync();
        var asked = await host.CallAsync("message/send", V03Json.Send("book", "a room"));

        await using var stream = await host.StreamAsync("tasks/resubscribe", new { id = asked.Text("id") });

        Assert.Equal(["task input-required"], (await stream.ToListAsync()).Select(V03Json.Describe));
    }

    [Fact]
    public async Task Two_clients_of_each_version_watch_one_task()
    {
        await using var host = await V03Host.StartAsync();
        await using var old = await host.StreamAsync("message/stream", V03Json.Send("count", "3"));
        var id = (await old.NextAsync())!.Value.Text("id");
        await using var current = await new Contract.JsonRpcClient(host.Agent).StreamAsync("SubscribeToTask", new { id });
        Assert.True((await current.NextAsync())!.Value.TryGetProperty("task", out _));

        host.Agent.Script.Open();

        Assert.Equal("completed final", V03Json.Describe((await old.ToListAsync())[^1]));
        Assert.Equal("TASK_STATE_COMPLETED", (await current.ToListAsync())[^1].GetProperty("statusUpdate").State());
    }

    [Fact]
    public async Task What_fails_fails_before_the_stream()
    {
        await using var host = await V03Host.StartAsync();
        var ended = await host.CallAsync("message/send", V03Json.Send("echo", "x"));

        Assert.Equal(-32001, (await Assert.ThrowsAsync<V03Error>(() => host.StreamAsync("tasks/resubscribe", new { id = "no such task" }))).Code);
        Assert.Equal(-32004, (await Assert.ThrowsAsync<V03Error>(() => host.StreamAsync("tasks/resubscribe", new { id = ended.Text("id") }))).Code);
        Assert.Equal(-32602, (await Assert.ThrowsAsync<V03Error>(() => host.StreamAsync("message/stream", new { }))).Code);
    }
}
