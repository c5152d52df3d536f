namespace A2AAgent.Tests.Idempotency;

/// <content>Webhooks that come with messages.</content>
public abstract partial class IdempotencyContract
{
    [Fact]
    public async Task A_webhook_that_comes_with_a_repeated_message_is_set_once()
    {
        var task = await TaskAsync(Sends.Text("m", "echo", "x"));
        Assert.Empty(await WebhooksAsync(task.Id()));

        await TaskAsync(Sends.Text("m", "echo", "x", configuration: Webhook("https://example.com/one")));
        await TaskAsync(Sends.Text("m", "echo", "x", configuration: Webhook("https://example.com/one")));
        Assert.Single(await WebhooksAsync(task.Id()));

        await using var stream = await StreamAsync(Sends.Text("m", "echo", "x", configuration: Webhook("https://example.com/two")));
        await stream.ToListAsync();
        Assert.Equal(["https://example.com/one", "https://example.com/two"], await WebhooksAsync(task.Id()));
        Assert.Equal(1, Runs.Number);
    }

    [Fact]
    public async Task A_webhook_that_comes_with_a_message_under_a_taken_identifier_is_not_set()
    {
        var task = await TaskAsync(Sends.Text("m", "echo", "x"));

        await RefusedAsync(Sends.Text("m", "echo", "y", configuration: Webhook("https://example.com/one")));

        Assert.Empty(await WebhooksAsync(task.Id()));
    }

    private static object Webhook(string url) => new { taskPushNotificationConfig = new { url } };

    private async Task<IEnumerable<string>> WebhooksAsync(string taskId)
    {
        var answer = await Client.CallAsync("ListTaskPushNotificationConfigs", new { taskId }, As(OnceAgent.Alice));
        return answer.TryGetProperty("configs", out var configs) ? [.. configs.EnumerateArray().Select(static config => config.GetProperty("url").GetString()!)] : [];
    }
}
