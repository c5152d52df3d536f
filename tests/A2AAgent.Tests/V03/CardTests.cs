using System.Net;
using System.Text;
using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using A2AAgent.Server.Bindings.V03.Card;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.V03;

public sealed class CardTests
{
    private const string Path = "/.well-known/agent-card.json";
    private const string OldPath = "/.well-known/agent.json";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_that_names_no_version_gets_a_card_for_both()
    {
        await using var host = await V03Host.StartAsync();
        var url = host.Agent.Url.ToString();

        var card = await CardAsync(host.Agent, Path);

        Assert.Equal(("0.3.0", url, "JSONRPC"), (card.Text("protocolVersion"), card.Text("url"), card.Text("preferredTransport")));
        Assert.Equal($$"""[{"url":"{{url}}","transport":"JSONRPC"}]""", card.GetProperty("additionalInterfaces").GetRawText());
        Assert.False(card.GetProperty("supportsAuthenticatedExtendedCard").GetBoolean());
        Assert.True(card.GetProperty("capabilities").GetProperty("streaming").GetBoolean());
        Assert.Equal("2.1.0", card.Text("version"));
        Assert.Equal(Interfaces(await CardAsync(host.Agent, Path, "1.0")), Interfaces(card));
    }

    [Fact]
    public async Task The_card_of_1_0_names_the_interface_of_0_3_last()
    {
        await using var host = await V03Host.StartAsync();

        var interfaces = (await CardAsync(host.Agent, Path, "1.0")).GetProperty("supportedInterfaces").EnumerateArray().ToList();

        Assert.Equal("1.0", interfaces[0].Text("protocolVersion"));
        Assert.Equal(("JSONRPC", "0.3", interfaces[0].Text("url")), (interfaces[^1].Text("protocolBinding"), interfaces[^1].Text("protocolVersion"), interfaces[^1].Text("url")));
        Assert.Single(interfaces, static item => item.Text("protocolVersion") == "0.3");
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("0.3", true)]
    [InlineData("0.3.0", true)]
    [InlineData("1.0", false)]
    [InlineData("1.0.1", false)]
    [InlineData("2.0", false)]
    public async Task Who_names_a_version_gets_the_card_of_that_version(string? version, bool old)
    {
        await using var host = await V03Host.StartAsync();

        Assert.Equal(old, (await CardAsync(host.Agent, Path, version)).TryGetProperty("protocolVersion", out _));
        Assert.Equal(old, (await CardAsync(host.Agent, version is null ? Path : $"{Path}?A2A-Version={version}")).TryGetProperty("protocolVersion", out _));
    }

    [Fact]
    public async Task The_card_is_where_it_was_before_too()
    {
        await using var host = await V03Host.StartAsync();

        Assert.Equal((await CardAsync(host.Agent, Path)).GetRawText(), (await CardAsync(host.Agent, OldPath)).GetRawText());
        Assert.Equal((await CardAsync(host.Agent, Path, "1.0")).GetRawText(), (await CardAsync(host.Agent, OldPath, "1.0")).GetRawText());
    }

    [Fact]
    public async Task Caches_keep_the_two_cards_apart()
    {
        await using var host = await V03Host.StartAsync();
        using var both = await GetAsync(host.Agent, Path);
        using var current = await GetAsync(host.Agent, Path, "1.0");

        Assert.Equal("A2A-Version", Assert.Single(both.Headers.Vary));
        Assert.Equal("A2A-Version", Assert.Single(current.Headers.Vary));
        Assert.NotEqual(both.Headers.ETag, current.Headers.ETag);
        Assert.Equal(TimeSpan.FromMinutes(5), both.Headers.CacheControl?.MaxAge);
        using var same = await GetAsync(host.Agent, Path, tag: both.Headers.ETag!.Tag);
        Assert.Equal((HttpStatusCode.NotModified, "A2A-Version"), (same.StatusCode, Assert.Single(same.Headers.Vary)));
        using var other = await GetAsync(host.Agent, Path, "1.0", both.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Without_the_option_there_is_one_card_in_one_place()
    {
        await using var host = await AgentHost.StartAsync();
        using var card = await GetAsync(host, Path);
        using var old = await GetAsync(host, OldPath);

        Assert.Empty(card.Headers.Vary);
        Assert.False((await CardAsync(host, Path)).TryGetProperty("protocolVersion", out _));
        Assert.DoesNotContain("0.3", await card.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, old.StatusCode);
    }

    [Fact]
    public async Task A_base_path_and_a_public_url_hold_for_0_3()
    {
        await using var mapped = await AgentHost.StartAsync<Agents.ScriptedAgent>("/expenses", configure: null, (V03Host.On, "true"));
        await using var behind = await V03Host.StartAsync(("Agent:PublicUrl", "https://agents.example.com/expenses"));

        Assert.Equal($"{mapped.Url}expenses/", (await CardAsync(mapped, "/expenses" + OldPath)).Text("url"));
        Assert.Equal($"{mapped.Url}expenses/", (await CardAsync(mapped, "/expenses" + Path)).Text("url"));
        Assert.Equal("https://agents.example.com/expenses/", (await CardAsync(behind.Agent, OldPath)).Text("url"));
    }

    [Fact]
    public void Security_is_said_in_both_ways()
    {
        var card = JsonDocument.Parse(V03Card.ToUtf8(Secured())).RootElement;
        var schemes = card.GetProperty("securitySchemes");

        Assert.Equal(("apiKey", "header", "X-Key", "d"), (schemes.GetProperty("key").Text("type"), schemes.GetProperty("key").Text("in"), schemes.GetProperty("key").Text("name"), schemes.GetProperty("key").Text("description")));
        Assert.Equal(("http", "Bearer", "JWT"), (schemes.GetProperty("bearer").Text("type"), schemes.GetProperty("bearer").Text("scheme"), schemes.GetProperty("bearer").Text("bearerFormat")));
        Assert.Equal(("openIdConnect", "https://example.com/oidc"), (schemes.GetProperty("oidc").Text("type"), schemes.GetProperty("oidc").Text("openIdConnectUrl")));
        Assert.Equal("mutualTLS", schemes.GetProperty("mtls").Text("type"));
        Assert.Equal("oauth2", schemes.GetProperty("oauth").Text("type"));
        Assert.Equal(
            """{"authorizationCode":{"authorizationUrl":"https://example.com/a","tokenUrl":"https://example.com/t","scopes":{"read":"Read"}}}""",
            schemes.GetProperty("oauth").GetProperty("flows").GetRawText());
        Assert.Equal("""[{"oauth":["read"],"mtls":[]},{}]""", card.GetProperty("security").GetRawText());
        Assert.Equal("""[{"key":[]}]""", card.GetProperty("skills")[0].GetProperty("security").GetRawText());
        Assert.False(card.TryGetProperty("signatures", out _));
    }

    [Fact]
    public void A_client_of_1_0_reads_its_own_card_out_of_the_one_for_both()
    {
        var card = Secured();

        var read = ProtocolJson.FromUtf8(V03Card.ToUtf8(card), ProtocolJson.Context.AgentCard);

        Assert.Equal(Json(card with { Signatures = [] }), Json(read));
    }

    private static string Json(AgentCard card) => Encoding.UTF8.GetString(ProtocolJson.ToUtf8(card, ProtocolJson.Context.AgentCard));

    private static AgentCard Secured() => ProtocolJson.FromUtf8("""
        {
          "name": "n", "description": "d", "version": "1",
          "supportedInterfaces": [
            { "url": "https://example.com/", "protocolBinding": "JSONRPC", "protocolVersion": "1.0" },
            { "url": "https://example.com/", "protocolBinding": "JSONRPC", "protocolVersion": "0.3" }
          ],
          "capabilities": { "extendedAgentCard": true },
          "securitySchemes": {
            "key": { "apiKeySecurityScheme": { "description": "d", "location": "header", "name": "X-Key" } },
            "bearer": { "httpAuthSecurityScheme": { "scheme": "Bearer", "bearerFormat": "JWT" } },
            "oidc": { "openIdConnectSecurityScheme": { "openIdConnectUrl": "https://example.com/oidc" } },
            "mtls": { "mtlsSecurityScheme": {} },
            "oauth": { "oauth2SecurityScheme": { "flows": { "authorizationCode": {
              "authorizationUrl": "https://example.com/a", "tokenUrl": "https://example.com/t", "scopes": { "read": "Read" }, "pkceRequired": true } } } },
            "device": { "oauth2SecurityScheme": { "flows": { "deviceCode": { "deviceAuthorizationUrl": "d", "tokenUrl": "t", "scopes": {} } } } }
          },
          "securityRequirements": [{ "schemes": { "oauth": { "list": ["read"] }, "mtls": {} } }, {}],
          "defaultInputModes": ["text/plain"], "defaultOutputModes": ["text/plain"],
          "skills": [{ "id": "s", "name": "s", "description": "s", "tags": ["t"], "securityRequirements": [{ "schemes": { "key": {} } }] }],
          "signatures": [{ "protected": "p", "signature": "s" }]
        }
        """u8, ProtocolJson.Context.AgentCard);

    private static string Interfaces(JsonElement card) => card.GetProperty("supportedInterfaces").GetRawText();

    private static async Task<JsonElement> CardAsync(AgentHost host, string path, string? version = null)
    {
        using var response = await GetAsync(host, path, version);
        return JsonDocument.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Token)).RootElement;
    }

    private static async Task<HttpResponseMessage> GetAsync(AgentHost host, string path, string? version = null, string? tag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (version is not null)
        {
            request.Headers.Add("A2A-Version", version);
        }

        if (tag is not null)
        {
            request.Headers.Add("If-None-Match", tag);
        }

        return await host.Client.SendAsync(request, Token);
    }
}
