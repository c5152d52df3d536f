using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Push;

/// <summary>What a client entrusts to the agent stays there.</summary>
public abstract class PushSecretContract
{
    private static readonly string[] Secrets = ["the-token", "the-credentials", "secret-path", "secret-query"];

    private protected abstract Task<PushHost> StartAsync(params (string Key, string Value)[] settings);

    [Fact]
    public async Task No_secret_is_logged_whatever_happens_to_a_delivery()
    {
        await using var failing = await Receiver.StartAsync(static number => number % 2 == 0 ? 500 : 404);
        await using var host = await StartAsync(("Agent:Push:MaxAttempts", "4"));
        var gone = await Receiver.StartAsync();
        await gone.DisposeAsync();

        await host.SendAsync("echo", "x", Webhook(failing.Url));
        await host.SendAsync("echo", "x", Webhook(gone.Url));
        await host.DeadLetters.UntilAsync(6);

        Assert.Contains(host.Agent.Logs.Entries, entry => entry.Text.Contains($"127.0.0.1:{failing.Port}", StringComparison.Ordinal));
        Assert.All(Texts(host.Agent.Logs), static text => Assert.DoesNotContain(Secrets, secret => text.Contains(secret, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("a\r\nX-Injected: 1")]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    [InlineData("a\0b")]
    [InlineData("naïve")]
    public async Task What_would_break_out_of_a_header_is_refused(string value)
    {
        await using var host = await StartAsync();
        const string Url = "https://example.com/";
        (string Field, object Webhook)[] wrong =
        [
            ("token", new { taskId = "t", url = Url, token = value }),
            ("authentication.credentials", new { taskId = "t", url = Url, authentication = new { scheme = "Bearer", credentials = value } }),
            ("authentication.scheme", new { taskId = "t", url = Url, authentication = new { scheme = value, credentials = "c" } }),
        ];
        foreach (var (field, webhook) in wrong)
        {
            var error = await Assert.ThrowsAsync<BindingError>(() => host.Client.CallAsync("CreateTaskPushNotificationConfig", webhook));

            Assert.Equal(field, Assert.Single(error.Fields));
            Assert.DoesNotContain("Injected", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("token", 2_049)]
    [InlineData("credentials", 8_193)]
    [InlineData("url", 2_049)]
    [InlineData("id", 257)]
    public async Task What_is_too_long_is_refused(string field, int length)
    {
        await using var host = await StartAsync();
        var text = new string('x', length);
        var webhook = new
        {
            taskId = "t",
            id = field == "id" ? text : "i",
            url = field == "url" ? "https://example.com/" + text : "https://example.com/",
            token = field == "token" ? text : "",
            authentication = new { scheme = "Bearer", credentials = field == "credentials" ? text : "" },
        };

        var error = await Assert.ThrowsAsync<BindingError>(() => host.Client.CallAsync("CreateTaskPushNotificationConfig", webhook));

        Assert.EndsWith(field, Assert.Single(error.Fields), StringComparison.Ordinal);
    }

    private static object Webhook(string url) => new { url, token = "the-token", authentication = new { scheme = "Bearer", credentials = "the-credentials" } };

    private static IEnumerable<string> Texts(LogSink logs) => logs.Entries.Select(static entry => $"{entry.Text} {entry.Exception}");
}
