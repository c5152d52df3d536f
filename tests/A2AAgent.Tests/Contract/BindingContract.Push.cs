using System.Text.Json;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Push;

namespace A2AAgent.Tests.Contract;

/// <content>Webhooks.</content>
public abstract partial class BindingContract
{
    private const string Hook = "https://example.com/hook";

    [Fact]
    public async Task A_webhook_is_created_got_listed_and_deleted()
    {
        await using var host = await AgentHost.StartAsync<PushAgent>(configure: null);
        var client = Connect(host);
        var taskId = await TaskAsync(client);

        var created = await client.CallAsync("CreateTaskPushNotificationConfig", new { taskId, id = "first", url = Hook });
        var named = await client.CallAsync("CreateTaskPushNotificationConfig", new { taskId, url = Hook });
        var got = await client.CallAsync("GetTaskPushNotificationConfig", new { taskId, id = "first" });
        var listed = await client.CallAsync("ListTaskPushNotificationConfigs", new { taskId });
        for (var i = 0; i < 2; i++)
        {
            await client.CallAsync("DeleteTaskPushNotificationConfig", new { taskId, id = "first" });
        }

        Assert.Equal(("first", taskId, Hook), Describe(created, Hook));
        Assert.Equal(created.GetRawText(), got.GetRawText());
        Assert.NotEqual("", named.GetProperty("id").GetString());
        Assert.Equal([created.GetRawText(), named.GetRawText()], listed.GetProperty("configs").EnumerateArray().Select(static config => config.GetRawText()));
        var left = await client.CallAsync("ListTaskPushNotificationConfigs", new { taskId });
        Assert.Equal(named.GetRawText(), Assert.Single(left.GetProperty("configs").EnumerateArray()).GetRawText());
        Assert.Equal("TASK_NOT_FOUND", (await Assert.ThrowsAsync<BindingError>(() => client.CallAsync("GetTaskPushNotificationConfig", new { taskId, id = "first" }))).Reason);
    }

    [Fact]
    public async Task The_secrets_of_a_webhook_do_not_come_back()
    {
        await using var host = await AgentHost.StartAsync<PushAgent>(configure: null);
        var client = Connect(host);
        var taskId = await TaskAsync(client);
        var webhook = new { taskId, id = "w", url = Hook, token = "the-token", authentication = new { scheme = "Bearer", credentials = "the-credentials" } };

        JsonElement[] seen =
        [
            await client.CallAsync("CreateTaskPushNotificationConfig", webhook),
            await client.CallAsync("GetTaskPushNotificationConfig", new { taskId, id = "w" }),
            (await client.CallAsync("ListTaskPushNotificationConfigs", new { taskId })).GetProperty("configs")[0],
        ];

        Assert.All(seen, static config =>
        {
            Assert.Equal("Bearer", config.GetProperty("authentication").GetProperty("scheme").GetString());
            Assert.DoesNotContain("the-", config.GetRawText(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_webhook_of_the_same_identifier_replaces_the_one_before()
    {
        await using var host = await AgentHost.StartAsync<PushAgent>(configure: null);
        var client = Connect(host);
        var taskId = await TaskAsync(client);
        await client.CallAsync("CreateTaskPushNotificationConfig", new { taskId, id = "w", url = Hook });

        await client.CallAsync("CreateTaskPushNotificationConfig", new { taskId, id = "w", url = Hook + "/new" });

        var listed = await client.CallAsync("ListTaskPushNotificationConfigs", new { taskId });
        Assert.Equal(Hook + "/new", Assert.Single(listed.GetProperty("configs").EnumerateArray()).GetProperty("url").GetString());
    }

    [Fact]
    public async Task Webhooks_are_listed_in_pages_and_a_task_has_only_so_many()
    {
        await using var host = await AgentHost.StartAsync<PushAgent>(configure: null, ("Agent:Push:MaxConfigs", "3"));
        var client = Connect(host);
        var taskId = await TaskAsync(client);
        foreach (var id in new[] { "a", "b", "c" })
        {
            await client.CallAsync("CreateTaskPushNotificationConfig", new { taskId, id, url = Hook });
        }

        var error = await Assert.ThrowsAsync<BindingError>(() => client.CallAsync("CreateTaskPushNotificationConfig", new { taskId, id = "d", url = Hook }));
        var first = await client.CallAsync("ListTaskPushNotificationConfigs", new { taskId, pageSize = 2 });
        var second = await client.CallAsync("ListTaskPushNotificationConfigs", new { taskId, pageSize = 2, pageToken = first.GetProperty("nextPageToken").GetString() });

        Assert.Contains("3 webhooks", error.Message, StringComparison.Ordinal);
        Assert.Equal(["a", "b"], Ids(first));
        Assert.Equal(["c"], Ids(second));
        Assert.Equal("", second.TryGetProperty("nextPageToken", out var token) ? token.GetString() : "");
        Assert.Equal("pageToken", Assert.Single((await Assert.ThrowsAsync<BindingError>(() => client.CallAsync("ListTaskPushNotificationConfigs", new { taskId, pageToken = "x" }))).Fields));
    }

    [Fact]
    public async Task A_task_that_is_not_the_callers_has_no_webhooks()
    {
        await using var host = await AgentHost.StartAsync<PushAgent>(configure: null);
        var client = Connect(host);
        BindingError[] errors =
        [
            await Assert.ThrowsAsync<BindingError>(() => client.CallAsync("CreateTaskPushNotificationConfig", new { taskId = "t", url = Hook })),
            await Assert.ThrowsAsync<BindingError>(() => client.CallAsync("GetTaskPushNotificationConfig", new { taskId = "t", id = "c" })),
            await Assert.ThrowsAsync<BindingError>(() => client.CallAsync("ListTaskPushNotificationConfigs", new { taskId = "t" })),
            await Assert.ThrowsAsync<BindingError>(() => client.CallAsync("DeleteTaskPushNotificationConfig", new { taskId = "t", id = "c" })),
        ];

        Assert.All(errors, static error => Assert.Equal("TASK_NOT_FOUND", error.Reason));
    }

    [Fact]
    public async Task A_webhook_that_comes_with_a_message_is_the_tasks()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = await AgentHost.StartAsync<PushAgent>(configure: null);
        var client = Connect(host);

        var response = await client.CallAsync("SendMessage", TestJson.Text("echo", "x", configuration: new { taskPushNotificationConfig = new { id = "inline", url = receiver.Url } }));

        var taskId = response.GetProperty("task").GetProperty("id").GetString()!;
        Assert.Equal(("inline", taskId, receiver.Url), Describe(await client.CallAsync("GetTaskPushNotificationConfig", new { taskId, id = "inline" }), receiver.Url));
        Assert.Equal(["task", "artifactUpdate", "statusUpdate"], (await receiver.UntilEndAsync()).Select(static item => item.Kind));
    }

    private static async Task<string> TaskAsync(IBindingClient client) =>
        (await client.CallAsync("SendMessage", TestJson.Text("echo", "x"))).GetProperty("task").GetProperty("id").GetString()!;

    private static (string?, string?, string?) Describe(JsonElement config, string url) =>
        (config.GetProperty("id").GetString(), config.GetProperty("taskId").GetString(), config.GetProperty("url").GetString() == url ? url : null);

    private static IEnumerable<string?> Ids(JsonElement page) => page.GetProperty("configs").EnumerateArray().Select(static config => config.GetProperty("id").GetString());
}
