using System.Globalization;
using System.Net;
using A2AAgent.Tests.Contract;

namespace A2AAgent.Tests.Push;

/// <summary>What waits for webhooks has bounds, and an end.</summary>
public sealed class QueueTests
{
    [Fact]
    public async Task Of_too_many_events_the_oldest_are_given_up_and_counted()
    {
        var gate = new TaskCompletionSource();
        await using var receiver = await Receiver.StartAsync((_, _) => gate.Task);
        await using var host = await PushHost.StartAsync(("Agent:Push:MaxQueued", "3"));
        var taskId = (await host.SendAsync("count-later", "10", new { url = receiver.Url }, returnImmediately: true)).GetProperty("id").GetString();
        await receiver.ArrivedAsync();

        host.Agent.Script.Open();
        await UntilEndedAsync(host, taskId!);
        gate.SetResult();

        // One is under way, the last three wait: the end of a task is worth more than its beginning.
        Assert.Equal([1, 11, 12, 13], (await receiver.UntilEndAsync()).Select(static item => item.Sequence));
        Assert.All(await host.DeadLetters.UntilAsync(9), static reason => Assert.Equal("queue_full", reason));
        Assert.Equal(9, host.DeadLetters.Total);
        Assert.Single(host.Agent.Logs.Entries, static entry => entry.Text.StartsWith("Too many events", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Events_that_find_no_memory_are_given_up_and_counted()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = await PushHost.StartAsync(("Agent:Push:MaxBytes", "4096"));

        var task = await host.SendAsync("echo", new string('x', 8_000), new { url = receiver.Url });

        Assert.Equal("TASK_STATE_COMPLETED", task.State());
        Assert.Equal(["memory_full", "memory_full"], await host.DeadLetters.UntilAsync(2));
        Assert.Equal([3], (await receiver.UntilEndAsync()).Select(static item => item.Sequence));
    }

    [Fact]
    public async Task A_webhook_that_finds_no_memory_is_refused()
    {
        await using var host = await PushHost.StartAsync(("Agent:Push:MaxBytes", "2000"));
        var taskId = (await host.Client.CallAsync("SendMessage", TestJson.Text("echo", "x"))).GetProperty("task").GetProperty("id").GetString();
        var url = $"https://example.com/{new string('x', 500)}";
        await host.Client.CallAsync("CreateTaskPushNotificationConfig", new { taskId, id = "1", url });

        using var refused = await host.Agent.PostAsync($"/tasks/{taskId}/pushNotificationConfigs", TestJson.Write(new { id = "2", url }), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        await host.Client.CallAsync("DeleteTaskPushNotificationConfig", new { taskId, id = "1" });
        await host.Client.CallAsync("CreateTaskPushNotificationConfig", new { taskId, id = "2", url });
    }

    [Fact]
    public async Task A_task_that_goes_takes_its_webhooks_along_but_not_what_waits_for_them()
    {
        var gate = new TaskCompletionSource();
        await using var receiver = await Receiver.StartAsync((_, _) => gate.Task);
        await using var host = await PushHost.StartAsync(("Agent:Tasks:MaxTasks", "1"));
        var taskId = (await host.SendAsync("echo", "x", new { id = "hook", url = receiver.Url })).GetProperty("id").GetString();
        await receiver.ArrivedAsync();

        await host.Client.CallAsync("SendMessage", TestJson.Text("echo", "makes room"));
        gate.SetResult();

        Assert.Equal(3, (await receiver.UntilEndAsync()).Count);
        var error = await Assert.ThrowsAsync<BindingError>(async () =>
        {
            while (true)
            {
                await host.Client.CallAsync("GetTaskPushNotificationConfig", new { taskId, id = "hook" });
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        });
        Assert.Equal("TASK_NOT_FOUND", error.Reason);
    }

    [Fact]
    public async Task At_shutdown_what_waits_is_tried_once_more()
    {
        await using var receiver = await Receiver.StartAsync(static number => number == 1 ? 500 : 200);
        await using var host = await PushHost.StartAsync(("Agent:Push:FirstDelay", "00:01:00"), ("Agent:Push:MaxDelay", "00:01:00"));
        await host.SendAsync("echo", "x", new { url = receiver.Url });
        await receiver.ArrivedAsync();

        await host.Agent.StopAsync();

        Assert.Equal([1, 2, 3], (await receiver.UntilEndAsync()).Select(static item => item.Sequence));
        Assert.Equal(0, host.DeadLetters.Total);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task At_shutdown_what_cannot_be_delivered_is_counted(bool hangs)
    {
        await using var receiver = await Receiver.StartAsync(async (http, _) =>
        {
            http.Response.StatusCode = 500;
            await Task.Delay(hangs ? Timeout.Infinite : 0, http.RequestAborted);
        });
        await using var host = await PushHost.StartAsync(("Agent:Push:FirstDelay", "00:01:00"), ("Agent:Push:MaxDelay", "00:01:00"), ("Agent:Push:DrainTimeout", "00:00:00.2"));
        await host.SendAsync("echo", "x", new { url = receiver.Url });
        await receiver.ArrivedAsync();

        await host.Agent.StopAsync();

        Assert.Equal(["shutdown"], await host.DeadLetters.UntilAsync(3));
        Assert.Contains(host.Agent.Logs.Entries, static entry => entry.Text.StartsWith("3 events of task", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_tasks_at_once_are_all_delivered_in_order()
    {
        await using var receiver = await Receiver.StartAsync(static number => number % 7 == 0 ? 503 : 200);
        await using var host = await PushHost.StartAsync(("Agent:Push:MaxAttempts", "10000"));

        var tasks = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => host.SendAsync("count", "20", new { url = receiver.Url })));

        var next = tasks.ToDictionary(static task => task.GetProperty("id").GetString()!, static _ => 1);
        for (var ended = 0; ended < tasks.Length;)
        {
            var item = await receiver.NextAsync();
            var value = item.Body.EnumerateObject().Single().Value;
            var id = value.GetProperty(item.Kind == "task" ? "id" : "taskId").GetString()!;
            Assert.Equal((id, next[id]++).ToString(), (id, item.Sequence).ToString());
            ended += item.IsEnd ? 1 : 0;
        }

        Assert.All(next.Values, static count => Assert.Equal(23.ToString(CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture)));
        Assert.Equal(0, host.DeadLetters.Total);
    }

    private static async Task UntilEndedAsync(PushHost host, string id)
    {
        while ((await host.Client.CallAsync("GetTask", new { id })).State() != "TASK_STATE_COMPLETED")
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
