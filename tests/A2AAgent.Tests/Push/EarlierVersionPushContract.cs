using A2AAgent.Tests.Contract;
using A2AAgent.Tests.V03;

namespace A2AAgent.Tests.Push;

/// <summary>Webhooks of clients of 0.3.</summary>
public abstract class EarlierVersionPushContract
{
    private protected abstract Task<V03Host> StartAsync();

    [Fact]
    public async Task A_webhook_gets_the_form_of_the_version_over_which_it_was_set()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var current = await Receiver.StartAsync();
        await using var host = await StartAsync();
        var task = await host.CallAsync("message/send", V03Json.Send("book", "a table", configuration: new { pushNotificationConfig = new { url = receiver.Url, token = "t" } }));
        var id = task.GetProperty("id").GetString();
        await new JsonRpcClient(host.Agent).CallAsync("CreateTaskPushNotificationConfig", new { taskId = id, url = current.Url });

        await host.CallAsync("message/send", V03Json.Send("book", "Monday", taskId: id));

        var events = await ReadAsync(receiver, 4);
        Assert.Equal(["task working", "status-update input-required", "status-update working", "status-update completed"], events.Select(static item =>
            $"{item.Body.GetProperty("kind").GetString()} {item.Body.GetProperty("status").GetProperty("state").GetString()}"));
        Assert.All(events, static item => Assert.Equal(("application/json", "0.3", "t"), (item.ContentType, item.Header("A2A-Version"), item.Header("X-A2A-Notification-Token"))));
        Assert.Equal(["statusUpdate", "statusUpdate"], (await current.UntilEndAsync()).Select(static item => item.Kind));
    }

    [Fact]
    public async Task A_webhook_is_set_got_listed_and_deleted()
    {
        await using var host = await StartAsync();
        var taskId = (await host.CallAsync("message/send", V03Json.Send("echo", "x"))).GetProperty("id").GetString();

        var set = await host.CallAsync("tasks/pushNotificationConfig/set", new { taskId, pushNotificationConfig = new { url = "https://example.com/hook", token = "t" } });
        var got = await host.CallAsync("tasks/pushNotificationConfig/get", new { id = taskId });
        var listed = await host.CallAsync("tasks/pushNotificationConfig/list", new { id = taskId });
        await host.CallAsync("tasks/pushNotificationConfig/delete", new { id = taskId, pushNotificationConfigId = taskId });

        Assert.Equal($$$"""{"taskId":"{{{taskId}}}","pushNotificationConfig":{"id":"{{{taskId}}}","url":"https://example.com/hook"}}""", set.GetRawText());
        Assert.Equal(set.GetRawText(), got.GetRawText());
        Assert.Equal($"[{set.GetRawText()}]", listed.GetRawText());
        Assert.Equal(-32001, (await Assert.ThrowsAsync<V03Error>(() => host.CallAsync("tasks/pushNotificationConfig/get", new { id = taskId }))).Code);
    }

    private static async Task<List<Notification>> ReadAsync(Receiver receiver, int count)
    {
        var events = new List<Notification>();
        while (events.Count < count)
        {
            events.Add(await receiver.NextAsync());
        }

        return events;
    }
}
