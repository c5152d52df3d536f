using System.Net;

namespace A2AAgent.Tests.Hosting;

public sealed class ManagementPortTests : IAsyncLifetime
{
    private AgentHost? _host;

    private AgentHost Host => _host!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await AgentHost.StartAsync();

    public async ValueTask DisposeAsync() => await Host.DisposeAsync();

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_is_on_the_management_port_only(string path)
    {
        using var management = await Host.Client.GetAsync(new Uri(Host.ManagementUrl, path), Token);
        using var agent = await Host.Client.GetAsync(path, Token);

        Assert.Equal(HttpStatusCode.OK, management.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, agent.StatusCode);
    }

    [Theory]
    [InlineData("/.well-known/agent-card.json")]
    [InlineData("/tasks")]
    [InlineData("/")]
    public async Task The_agent_is_not_on_the_management_port(string path)
    {
        using var response = await Host.Client.GetAsync(new Uri(Host.ManagementUrl, path), Token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
