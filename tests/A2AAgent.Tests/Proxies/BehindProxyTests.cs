using System.Net;
using System.Text.Json;
using A2AAgent.Tests.Agents;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Proxies;

/// <summary>An agent that trusts the proxies on this machine.</summary>
public sealed class BehindProxyTests
{
    private static readonly (string, string) Trusted = ("Agent:ForwardedHeaders:TrustedProxies:0", "127.0.0.0/8");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_card_names_what_the_client_asked_for()
    {
        await using var host = await AgentHost.StartAsync(Trusted, ("Agent:ForwardedHeaders:Headers", "XForwardedProto,XForwardedHost,XForwardedPrefix"));

        var urls = await UrlsAsync(host, ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "agents.example.com"), ("X-Forwarded-Prefix", "/expenses"));

        Assert.Equal(["https://agents.example.com/expenses/", "https://agents.example.com/expenses", "agents.example.com:443"], urls);
    }

    [Fact]
    public async Task A_card_of_one_host_is_not_that_of_another()
    {
        await using var host = await AgentHost.StartAsync(Trusted, ("Agent:ForwardedHeaders:Headers", "Forwarded"));

        var first = await UrlsAsync(host, ("Forwarded", "proto=https;host=a.example.com"));
        var second = await UrlsAsync(host, ("Forwarded", "proto=https;host=b.example.com"));

        Assert.Equal(("https://a.example.com/", "https://b.example.com/"), (first[0], second[0]));
    }

    [Theory]
    [InlineData("Agent:ForwardedHeaders:TrustedProxies:0", "192.0.2.0/24")]
    [InlineData("Agent:ForwardedHeaders:Headers", "XForwardedHost")]
    public async Task Who_is_not_listed_is_not_believed(string setting, string value)
    {
        await using var host = await AgentHost.StartAsync((setting, value));

        var urls = await UrlsAsync(host, ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Prefix", "/evil"), ("Forwarded", "host=evil.example"));

        Assert.Equal($"{host.Url.AbsoluteUri}", urls[0]);
    }

    [Fact]
    public async Task The_public_url_wins_over_every_header()
    {
        await using var host = await AgentHost.StartAsync(Trusted, ("Agent:PublicUrl", "https://agents.example.com/real"), ("Agent:ForwardedHeaders:Headers", "XForwardedProto,XForwardedHost,XForwardedPrefix"));

        var urls = await UrlsAsync(host, ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Prefix", "/evil"));

        Assert.Equal("https://agents.example.com/real/", urls[0]);
    }

    [Fact]
    public async Task The_audit_log_names_the_client_and_not_the_proxy()
    {
        await using var host = await AgentHost.StartAsync<ScriptedAgent>(null, Trusted,
            ("Agent:Security:Schemes:key:Type", "apiKey"), ("Agent:Security:Schemes:key:Keys:one:Value", "0123456789abcdef"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/tasks") { Headers = { { "X-Forwarded-For", "203.0.113.7" }, { "A2A-Version", "1.0" } } };

        using var response = await host.Client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains(host.Logs.Entries, static entry => entry.Category == "A2AAgent.Audit" && entry.Text.Contains("from 203.0.113.7", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rates_count_for_each_client_behind_the_proxy()
    {
        await using var host = await AgentHost.StartAsync(Trusted, ("Agent:Limits:Rate:Permits", "1"), ("Agent:Limits:Rate:Window", "01:00:00"));

        Assert.Equal(HttpStatusCode.OK, await ListAsync(host, "203.0.113.7"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await ListAsync(host, "203.0.113.7"));
        Assert.Equal(HttpStatusCode.OK, await ListAsync(host, "203.0.113.8"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await ListAsync(host, "198.51.100.1, 203.0.113.8"));
    }

    private static async Task<HttpStatusCode> ListAsync(AgentHost host, string client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/tasks") { Headers = { { "X-Forwarded-For", client }, { "A2A-Version", "1.0" } } };
        using var response = await host.Client.SendAsync(request, Token);
        return response.StatusCode;
    }

    private static async Task<List<string>> UrlsAsync(AgentHost host, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/.well-known/agent-card.json");
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await host.Client.SendAsync(request, Token);
        var card = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token)).RootElement;
        return [.. card.GetProperty("supportedInterfaces").EnumerateArray().Select(static one => one.GetProperty("url").GetString()!)];
    }
}
