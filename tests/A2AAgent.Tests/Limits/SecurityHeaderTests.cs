using A2AAgent.Tests.Agents;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Limits;

public sealed class SecurityHeaderTests
{
    [Theory]
    [InlineData("/tasks")]
    [InlineData("/tasks/unknown")]
    [InlineData("/nothing/is/here/at/all")]
    public async Task Answers_are_not_for_caches_and_not_for_guessing_their_type(string path)
    {
        await using var host = await AgentHost.StartAsync();

        using var response = await host.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(response.Headers.CacheControl is { NoStore: true }, $"{response.Headers.CacheControl}");
        Assert.False(response.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ListTasks"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"Sing"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"SendStreamingMessage","params":{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"x"}]}}}""")]
    public async Task Answers_of_JSON_RPC_neither(string body)
    {
        await using var host = await AgentHost.StartAsync();

        using var response = await host.PostAsync("/", body, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(response.Headers.CacheControl is { NoStore: true }, $"{response.Headers.CacheControl}");
    }

    [Fact]
    public async Task The_card_is_for_caches()
    {
        await using var host = await AgentHost.StartAsync<TwoSkillAgent>(configure: null);

        using var response = await host.GetAsync("/.well-known/agent-card.json", TestContext.Current.CancellationToken);

        Assert.True(response.Headers.CacheControl is { Public: true, NoStore: false });
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }
}
