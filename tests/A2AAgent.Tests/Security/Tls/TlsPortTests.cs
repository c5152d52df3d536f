using System.Net;
using System.Text.Json;
using A2AAgent.Server.Security.Tls;
using A2AAgent.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Tests.Security.Tls;

/// <summary>What is served where, with TLS.</summary>
public sealed class TlsPortTests : IAsyncLifetime
{
    private TlsAgent? _agent;

    private TlsAgent Agent => _agent!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _agent = await TlsAgent.StartAsync(ClientCertificates.None);

    public async ValueTask DisposeAsync() => await Agent.DisposeAsync();

    [Theory]
    [MemberData(nameof(TlsCaller.Bindings), MemberType = typeof(TlsCaller))]
    public async Task Every_binding_is_on_the_one_port_and_grpc_on_its_own_too(string binding)
    {
        using var client = Agent.Connect();

        Assert.Equal("OK", await client.CallAsync(binding));
    }

    [Fact]
    public async Task The_card_advertises_the_one_port_over_https()
    {
        using var client = Agent.Connect();

        using var response = await client.GetAsync("/.well-known/agent-card.json");
        using var card = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token));

        var host = Agent.Host.Url.Authority;
        var urls = card.RootElement.GetProperty("supportedInterfaces").EnumerateArray().Select(static one => one.GetProperty("url").GetString());
        Assert.Equal([$"https://{host}/", $"https://{host}", host], urls);
    }

    [Fact]
    public async Task There_is_nothing_in_clear_text_but_health()
    {
        using var client = new HttpClient();
        using var health = await client.GetAsync(new Uri(Agent.Host.ManagementUrl, "/health/ready"), Token);

        Assert.Equal("http", Agent.Host.ManagementUrl.Scheme);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.False(health.Headers.Contains("Strict-Transport-Security"));
        foreach (var url in new[] { Agent.Host.Url, Agent.Host.GrpcUrl })
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new UriBuilder(url) { Scheme = "http" }.Uri, Token));
        }
    }

    [Theory]
    [InlineData("agent.test", "max-age=31536000")]
    [InlineData("localhost", null)]
    [InlineData("127.0.0.1", null)]
    public async Task Browsers_are_told_to_come_back_over_tls_unless_it_is_a_developers(string host, string? expected)
    {
        using var client = Agent.Connect();

        using var response = await client.GetAsync("/.well-known/agent-card.json", request => request.Headers.Host = host);

        Assert.Equal(expected, response.Headers.TryGetValues("Strict-Transport-Security", out var values) ? values.Single() : null);
    }

    [Fact]
    public async Task In_clear_text_browsers_are_told_nothing()
    {
        await using var host = await AgentHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/.well-known/agent-card.json");
        request.Headers.Host = "agents.test";
        using var response = await host.Client.SendAsync(request, Token);

        Assert.False(response.Headers.Contains("Strict-Transport-Security"));
    }

    /// <summary>The certificate is held against the agent's clock.</summary>
    [Fact]
    public async Task A_certificate_that_is_not_valid_now_is_served_with_a_warning()
    {
        await using var later = await TlsAgent.StartAsync(ClientCertificates.None, static builder => builder.Services.AddSingleton<TimeProvider>(new LaterClock()));
        using var client = later.Connect();

        Assert.Equal("OK", await client.CallAsync(TlsCaller.JsonRpc));
        Assert.Contains(later.Host.Logs.Entries, static entry => entry.Level == LogLevel.Warning && entry.Text.Contains("which is not now", StringComparison.Ordinal));
        Assert.DoesNotContain(Agent.Host.Logs.Entries, static entry => entry.Text.Contains("which is not now", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_clients_certificate_is_held_against_the_agents_clock()
    {
        await using var later = await TlsAgent.StartAsync(ClientCertificates.Require, static builder => builder.Services.AddSingleton<TimeProvider>(new LaterClock()));
        using var expired = later.Connect(later.Root.Issue(Leaf.Of("spiffe://acme.test/a")));
        using var valid = later.Connect(later.Root.Issue(Leaf.Of("spiffe://acme.test/a") with { NotAfter = TimeSpan.FromDays(30) }));

        await Assert.ThrowsAsync<HttpRequestException>(() => expired.CallAsync(TlsCaller.JsonRpc));
        Assert.Equal("OK", await valid.CallAsync(TlsCaller.JsonRpc));
    }

    /// <summary>Ten days later.</summary>
    private sealed class LaterClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromDays(10);
    }
}
