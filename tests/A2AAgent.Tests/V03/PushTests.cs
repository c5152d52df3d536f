using System.Text.Json;

namespace A2AAgent.Tests.V03;

public sealed class PushTests
{
    [Fact]
    public async Task A_webhook_is_set_got_listed_and_deleted()
    {
        await using var host = await WebhookHost.StartAsync();
        var config = new
        {
            id = "one",
            url = "https://example.com/hook",
            token = "t",
            authentication = new { schemes = new[] { "Bearer", "Basic" }, credentials = "c" },
        };

        var set = await host.CallAsync("set", new { taskId = "task", pushNotificationConfig = config });
        var got = await host.CallAsync("get", new { id = "task", pushNotificationConfigId = "one" });
        var listed = await host.CallAsync("list", new { id = "task" });
        var deleted = await host.CallAsync("delete", new { id = "task", pushNotificationConfigId = "one" });

        Assert.Equal(
            """{"taskId":"task","pushNotificationConfig":{"id":"one","url":"https://example.com/hook","token":"t","authentication":{"schemes":["Bearer"],"credentials":"c"}}}""",
            set.GetRawText());
        Assert.Equal(set.GetRawText(), got.GetRawText());
        Assert.Equal($"[{set.GetRawText()}]", listed.GetRawText());
        Assert.Equal(JsonValueKind.Null, deleted.ValueKind);
        Assert.Equal("[]", (await host.CallAsync("list", new { id = "task" })).GetRawText());
    }

    [Fact]
    public async Task A_webhook_without_a_name_replaces_the_one_before_and_is_the_one_that_is_got()
    {
        await using var host = await WebhookHost.StartAsync();
        await host.CallAsync("set", new { taskId = "task", pushNotificationConfig = new { id = "named", url = "https://example.com/0" } });

        Assert.Equal("https://example.com/0", Url(await host.CallAsync("get", new { id = "task" })));
        await host.CallAsync("set", new { taskId = "task", pushNotificationConfig = new { url = "https://example.com/1" } });
        await host.CallAsync("set", new { taskId = "task", pushNotificationConfig = new { url = "https://example.com/2" } });

        Assert.Equal("https://example.com/2", Url(await host.CallAsync("get", new { id = "task" })));
        Assert.Equal(2, (await host.CallAsync("list", new { id = "task" })).GetArrayLength());
    }

    [Fact]
    public async Task A_list_has_all_pages()
    {
        await using var host = await WebhookHost.StartAsync();
        for (var i = 0; i < 7; i++)
        {
            await host.CallAsync("set", new { taskId = "task", pushNotificationConfig = new { id = $"{i}", url = "https://example.com" } });
        }

        var listed = await host.CallAsync("list", new { id = "task" });

        Assert.Equal(["0", "1", "2", "3", "4", "5", "6"], listed.EnumerateArray().Select(static item => item.GetProperty("pushNotificationConfig").Text("id")));
    }

    [Fact]
    public async Task An_agent_that_sends_no_push_notifications_says_so()
    {
        await using var host = await V03Host.StartAsync();
        var config = new { url = "https://example.com" };

        Assert.Equal(-32003, await CodeAsync(host, "tasks/pushNotificationConfig/set", new { taskId = "x", pushNotificationConfig = config }));
        Assert.Equal(-32003, await CodeAsync(host, "tasks/pushNotificationConfig/get", new { id = "x" }));
        Assert.Equal(-32003, await CodeAsync(host, "tasks/pushNotificationConfig/list", new { id = "x" }));
        Assert.Equal(-32003, await CodeAsync(host, "tasks/pushNotificationConfig/delete", new { id = "x", pushNotificationConfigId = "x" }));
        Assert.Equal(-32003, await CodeAsync(host, "message/send", V03Json.Send("echo", "x", configuration: new { pushNotificationConfig = config })));
    }

    private static string Url(JsonElement config) => config.GetProperty("pushNotificationConfig").Text("url");

    private static async Task<int> CodeAsync(V03Host host, string method, object parameters) =>
        (await Assert.ThrowsAsync<V03Error>(() => host.CallAsync(method, parameters))).Code;
}
