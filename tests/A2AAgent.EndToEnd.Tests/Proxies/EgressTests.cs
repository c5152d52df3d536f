using System.Text.Json;
using System.Text.Json.Nodes;
using A2AAgent.EndToEnd.Tests.Conformance;
using A2AAgent.EndToEnd.Tests.Conformance.Callers;
using A2AAgent.EndToEnd.Tests.Tools;
using A2AAgent.Tests.Push;
using A2AAgent.Tests.Security.Tls;

namespace A2AAgent.EndToEnd.Tests.Proxies;

/// <summary>An agent whose environment names a proxy before the Internet.</summary>
public sealed class EgressTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("HTTP_PROXY")]
    [InlineData("http_proxy")]
    [InlineData("ALL_PROXY")]
    public async Task A_webhook_is_called_through_the_proxy(string variable)
    {
        await using var server = await HttpsServer.StartAsync(null, "");
        await using var proxy = new ForwardProxy(_ => server.Port);
        await using var agent = await StartAsync((variable, $"{proxy.Address}"));

        await SendAsync(agent, "http://receiver.example/hook");

        Assert.Equal("POST /hook", await server.NextAsync());
        Assert.Equal("POST http://receiver.example/hook", proxy.Requests.First());
    }

    [Fact]
    public async Task One_at_https_is_called_through_a_tunnel_and_has_to_show_its_certificate()
    {
        using var root = Authority.Root();
        using var trusted = new TemporaryFile(root.Pem);
        await using var server = await HttpsServer.StartAsync(root, "receiver.example");
        await using var proxy = new ForwardProxy(_ => server.Port);
        await using var agent = await StartAsync(("HTTPS_PROXY", $"{proxy.Address}"), ("SSL_CERT_FILE", trusted.Path));

        await SendAsync(agent, "https://receiver.example/hook");

        Assert.Equal("POST /hook", await server.NextAsync());
        Assert.Equal("CONNECT receiver.example:443", proxy.Requests.First());
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("example.com,localhost")]
    [InlineData(".localhost")]
    public async Task A_host_in_NO_PROXY_is_called_directly(string hosts)
    {
        await using var server = await HttpsServer.StartAsync(null, "");
        await using var proxy = new ForwardProxy(static _ => 0);
        await using var agent = await StartAsync(("HTTP_PROXY", $"{proxy.Address}"), ("NO_PROXY", hosts));

        await SendAsync(agent, $"http://localhost:{server.Port}/hook");

        Assert.Equal("POST /hook", await server.NextAsync());
        Assert.Empty(proxy.Requests);
    }

    [Fact]
    public async Task The_keys_of_a_token_issuer_are_fetched_through_the_proxy()
    {
        using var root = Authority.Root();
        using var trusted = new TemporaryFile(root.Pem);
        await using var server = await HttpsServer.StartAsync(root, "issuer.example");
        await using var proxy = new ForwardProxy(_ => server.Port);
        await using var agent = await StartAsync(
            ("HTTPS_PROXY", $"{proxy.Address}"),
            ("SSL_CERT_FILE", trusted.Path),
            ("Agent__Security__Schemes__jwt__Type", "bearer"),
            ("Agent__Security__Schemes__jwt__Issuer", "https://issuer.example"),
            ("Agent__Security__Schemes__jwt__JwksUrl", "https://issuer.example/keys"),
            ("Agent__Security__Schemes__jwt__Audiences__0", "agent"));

        Assert.Equal("GET /keys", await server.NextAsync());
        Assert.Equal("CONNECT issuer.example:443", proxy.Requests.First());
    }

    private static async Task<RunningAgent> StartAsync(params (string Name, string Value)[] variables)
    {
        var command = ConformanceProcess.Command("full");
        foreach (var (name, value) in variables)
        {
            command.Environment[name] = value;
        }

        return await RunningAgent.StartAsync(command);
    }

    private static async Task SendAsync(RunningAgent agent, string webhook)
    {
        using var http = new HttpClient { BaseAddress = agent.Address };
        var card = JsonDocument.Parse(await http.GetStringAsync("/.well-known/agent-card.json", Token)).RootElement;
        using var caller = Bindings.All["JSONRPC"](card.GetProperty("supportedInterfaces")[0].GetProperty("url").GetString()!, null);
        await caller.CallAsync("SendMessage", new JsonObject
        {
            ["message"] = new JsonObject { ["messageId"] = "tck-complete-task", ["role"] = "ROLE_USER", ["parts"] = new JsonArray(new JsonObject { ["text"] = "x" }) },
            ["configuration"] = new JsonObject { ["taskPushNotificationConfig"] = new JsonObject { ["url"] = webhook } },
        });
    }
}
