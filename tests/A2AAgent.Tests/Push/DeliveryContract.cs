using A2AAgent.Tests.Contract;

namespace A2AAgent.Tests.Push;

/// <summary>What a webhook gets.</summary>
public abstract class DeliveryContract
{
    private protected abstract Task<PushHost> StartAsync(params (string Key, string Value)[] settings);

    [Fact]
    public async Task A_webhook_that_comes_with_a_message_gets_the_task_and_every_event_after_that()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = await StartAsync();

        var task = await host.SendAsync("count", "3", new
        {
            url = receiver.Url,
            token = "the-token",
            authentication = new { scheme = "Bearer", credentials = "the-credentials" },
        });
        var events = await receiver.UntilEndAsync();

        Assert.Equal(["task", "artifactUpdate", "artifactUpdate", "artifactUpdate", "statusUpdate"], events.Select(static item => item.Kind));
        Assert.Equal(["TASK_STATE_WORKING", "1", "2", "3", "TASK_STATE_COMPLETED"], events.Select(static item => item.State));
        Assert.Equal([1, 2, 3, 4, 5], events.Select(static item => item.Sequence));
        Assert.Equal(task.GetProperty("id").GetString(), events[0].Body.GetProperty("task").GetProperty("id").GetString());
        Assert.All(events, static item =>
        {
            Assert.Equal("application/a2a+json", item.ContentType);
            Assert.Equal("Bearer the-credentials", item.Header("Authorization"));
            Assert.Equal("the-token", item.Header("X-A2A-Notification-Token"));
            Assert.Equal("1.0", item.Header("A2A-Version"));
        });
        Assert.Equal(0, host.DeadLetters.Total);
    }

    [Fact]
    public async Task A_stream_and_a_webhook_show_the_same_events()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = await StartAsync();

        await using var stream = await host.Client.StreamAsync(
            "SendStreamingMessage", TestJson.Text("count", "5", configuration: new { historyLength = 0, taskPushNotificationConfig = new { url = receiver.Url } }));
        var streamed = await stream.ToListAsync();
        var pushed = await receiver.UntilEndAsync();

        Assert.Equal(streamed.Select(static item => item.GetRawText()), pushed.Select(static item => item.Body.GetRawText()));
    }

    [Fact]
    public async Task A_webhook_that_is_set_while_the_task_runs_gets_what_happens_from_then_on()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = await StartAsync();
        var task = (await host.Client.CallAsync("SendMessage", TestJson.Text("wait", "x", configuration: new { returnImmediately = true }))).GetProperty("task");
        var taskId = await host.Agent.Script.NextStartedAsync(TestContext.Current.CancellationToken);

        await host.Client.CallAsync("CreateTaskPushNotificationConfig", new { taskId, url = receiver.Url });
        host.Agent.Script.Open();

        Assert.Equal(["done", "TASK_STATE_COMPLETED"], (await receiver.UntilEndAsync()).Select(static item => item.State));
        Assert.Equal(taskId, task.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_webhook_goes_on_with_the_next_turns_of_its_task()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = await StartAsync();

        var task = await host.SendAsync("book", "a table", new { url = receiver.Url });
        await host.SendAsync("book", "Monday", new { url = receiver.Url }, task.GetProperty("id").GetString());

        // The same address again is the same webhook: nothing comes twice, and no second snapshot.
        Assert.Equal(
            ["TASK_STATE_WORKING", "TASK_STATE_INPUT_REQUIRED", "TASK_STATE_WORKING", "TASK_STATE_COMPLETED"],
            (await receiver.UntilEndAsync()).Select(static item => item.State));
        Assert.Equal(4, receiver.Requests);
    }

    [Fact]
    public async Task A_canceled_task_tells_its_webhook()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = await StartAsync();

        var task = await host.SendAsync("book", "a table", new { url = receiver.Url });
        await host.Client.CallAsync("CancelTask", new { id = task.GetProperty("id").GetString() });

        Assert.Equal("TASK_STATE_CANCELED", (await receiver.UntilEndAsync())[^1].State);
    }

    [Fact]
    public async Task All_webhooks_of_a_task_get_all_events_however_slow_one_is()
    {
        var slow = new TaskCompletionSource();
        await using var first = await Receiver.StartAsync((_, _) => slow.Task);
        await using var second = await Receiver.StartAsync();
        await using var host = await StartAsync();
        var task = await host.SendAsync("book", "a table", new { url = first.Url });
        var taskId = task.GetProperty("id").GetString();
        await host.Client.CallAsync("CreateTaskPushNotificationConfig", new { taskId, url = second.Url });

        await host.Client.CallAsync("SendMessage", TestJson.Text("book", "Monday", taskId));

        Assert.Equal(["TASK_STATE_WORKING", "TASK_STATE_COMPLETED"], (await second.UntilEndAsync()).Select(static item => item.State));
        slow.SetResult();
        Assert.Equal(4, (await first.UntilEndAsync()).Count);
    }

    [Fact]
    public async Task A_deleted_webhook_gets_nothing_more()
    {
        await using var receiver = await Receiver.StartAsync(static _ => 503);
        await using var other = await Receiver.StartAsync();
        await using var host = await StartAsync(("Agent:Push:MaxAttempts", "1000"), ("Agent:Push:MaxDelay", "00:00:20"), ("Agent:Push:FirstDelay", "00:00:10"));
        var task = await host.SendAsync("book", "a table", new { id = "doomed", url = receiver.Url });
        var taskId = task.GetProperty("id").GetString();
        await receiver.ArrivedAsync();

        await host.Client.CallAsync("DeleteTaskPushNotificationConfig", new { taskId, id = "doomed" });
        await host.Client.CallAsync("CreateTaskPushNotificationConfig", new { taskId, url = other.Url });
        await host.Client.CallAsync("SendMessage", TestJson.Text("book", "Monday", taskId));
        await other.UntilEndAsync();

        Assert.Equal(1, receiver.Requests);
        Assert.Equal(0, host.DeadLetters.Total);
    }

    [Fact]
    public async Task The_trace_of_the_request_goes_on_at_the_webhook()
    {
        const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";
        await using var receiver = await Receiver.StartAsync();
        await using var host = await StartAsync();
        host.Agent.Client.DefaultRequestHeaders.Add("traceparent", $"00-{TraceId}-00f067aa0ba902b7-01");

        await host.SendAsync("echo", "x", new { url = receiver.Url });

        Assert.All(await receiver.UntilEndAsync(), static item => Assert.StartsWith($"00-{TraceId}-", item.Header("traceparent"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reply_without_a_task_sends_nothing()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = await StartAsync();

        await host.Client.CallAsync("SendMessage", TestJson.Text("reply", "x", configuration: new { taskPushNotificationConfig = new { url = receiver.Url } }));
        await host.SendAsync("echo", "x", new { url = receiver.Url });

        Assert.Equal("task", (await receiver.NextAsync()).Kind);
    }
}
