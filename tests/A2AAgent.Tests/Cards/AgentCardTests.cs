using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using A2AAgent.Tests.Agents;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Cards;

public sealed class AgentCardTests
{
    private const string Path = "/.well-known/agent-card.json";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_card_lists_json_rpc_first_at_the_host_of_the_request_and_warns_once()
    {
        await using var host = await AgentHost.StartAsync();

        var card = await CardAsync(host);
        await CardAsync(host);

        var interfaces = card.GetProperty("supportedInterfaces");
        Assert.Equal("JSONRPC", interfaces[0].GetProperty("protocolBinding").GetString());
        Assert.Equal($"{host.Url}", interfaces[0].GetProperty("url").GetString());
        Assert.Equal("HTTP+JSON", interfaces[1].GetProperty("protocolBinding").GetString());
        Assert.Equal(host.Url.ToString().TrimEnd('/'), interfaces[1].GetProperty("url").GetString());
        Assert.All(interfaces.EnumerateArray(), static item => Assert.Equal("1.0", item.GetProperty("protocolVersion").GetString()));
        Assert.Single(host.Logs.Entries, static entry => entry.Text.Contains("Agent:PublicUrl", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://agents.example.com/expenses")]
    [InlineData("https://agents.example.com/expenses/")]
    public async Task With_a_public_url_the_card_never_shows_the_bind_address(string publicUrl)
    {
        await using var host = await AgentHost.StartAsync(("Agent:PublicUrl", publicUrl));

        var card = await CardAsync(host);

        Assert.Equal(
            ["https://agents.example.com/expenses/", "https://agents.example.com/expenses", "agents.example.com:443"],
            card.GetProperty("supportedInterfaces").EnumerateArray().Select(static item => item.GetProperty("url").GetString()!));
        Assert.DoesNotContain("127.0.0.1", card.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://agents.internal/x", null, "agents.internal:*")]
    [InlineData("https://agents.example.com:8443", null, "agents.example.com:8443")]
    [InlineData("https://agents.example.com", "grpc.example.com:50051", "grpc.example.com:50051")]
    [InlineData("http://[2001:db8::1]:8080", null, "[2001:db8::1]:*")]
    public async Task Grpc_has_the_port_of_tls_or_its_own_or_the_one_that_is_configured(string publicUrl, string? publicGrpcAddress, string expected)
    {
        await using var host = await AgentHost.StartAsync(("Agent:PublicUrl", publicUrl), ("Agent:PublicGrpcAddress", publicGrpcAddress ?? ""));

        var card = await CardAsync(host);

        var grpc = card.GetProperty("supportedInterfaces").EnumerateArray().Single(static item => item.GetProperty("protocolBinding").GetString() == "GRPC");
        Assert.Equal(expected.Replace("*", $"{host.GrpcUrl.Port}", StringComparison.Ordinal), grpc.GetProperty("url").GetString());
    }

    [Fact]
    public async Task A_public_path_works_whether_the_proxy_strips_it_or_not()
    {
        await using var host = await AgentHost.StartAsync(("Agent:PublicUrl", "https://agents.example.com/expenses"));

        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/tasks", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/expenses/tasks", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/expenses" + Path, Token)).StatusCode);
        Assert.Contains("result", await (await host.PostAsync("/expenses", """{"jsonrpc":"2.0","id":1,"method":"ListTasks"}""", cancellationToken: Token)).Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_card_is_cached_by_tag_and_by_date()
    {
        await using var host = await AgentHost.StartAsync();
        using var first = await host.Client.GetAsync(Path, Token);

        Assert.Equal("application/json", first.Content.Headers.ContentType?.MediaType);
        Assert.Equal(TimeSpan.FromMinutes(5), first.Headers.CacheControl?.MaxAge);
        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(host, headers => headers.IfNoneMatch.Add(first.Headers.ETag!)));
        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(host, static headers => headers.IfNoneMatch.Add(EntityTagHeaderValue.Any)));
        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(host, headers => headers.IfModifiedSince = first.Content.Headers.LastModified));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, static headers => headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"other\""))));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, headers =>
        {
            headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"other\""));
            headers.IfModifiedSince = first.Content.Headers.LastModified;
        }));
    }

    [Fact]
    public async Task The_head_of_the_card_has_its_length_and_no_body()
    {
        await using var host = await AgentHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Head, Path);

        using var response = await host.Client.SendAsync(request, Token);

        Assert.True(response.Content.Headers.ContentLength > 100);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Token));
    }

    [Fact]
    public async Task The_card_needs_no_version_header_and_has_no_null()
    {
        await using var host = await AgentHost.StartAsync();

        var card = await CardAsync(host);

        Assert.DoesNotContain("null", card.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("2.1.0", card.GetProperty("version").GetString());
        Assert.True(card.GetProperty("capabilities").GetProperty("streaming").GetBoolean());
        Assert.Equal("Gives the text back", card.GetProperty("skills")[0].GetProperty("description").GetString());
    }

    [Fact]
    public async Task The_card_publishes_the_schemas_of_typed_skills()
    {
        await using var host = await AgentHost.StartAsync();

        var extension = (await CardAsync(host)).GetProperty("capabilities").GetProperty("extensions").EnumerateArray()
            .Single(static item => item.GetProperty("uri").GetString() == "urn:a2aagent:skill-schemas:v1");

        // The web defaults of System.Text.Json read numbers from strings too, and the schema says so.
        var add = extension.GetProperty("params").GetProperty("add");
        Assert.Equal("integer", add.GetProperty("input").GetProperty("properties").GetProperty("left").GetProperty("type")[1].GetString());
        Assert.Equal("integer", add.GetProperty("output").GetProperty("properties").GetProperty("value").GetProperty("type")[1].GetString());
    }

    [Fact]
    public async Task An_agent_can_be_mapped_under_a_path_and_its_card_says_so()
    {
        await using var host = await AgentHost.StartAsync<ScriptedAgent>("/agents/scripted");

        using var response = await host.Client.GetAsync("/agents/scripted" + Path, Token);
        var card = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token)).RootElement;
        var url = card.GetProperty("supportedInterfaces")[0].GetProperty("url").GetString()!;

        Assert.Equal($"{host.Url}agents/scripted/", url);
        var answer = await host.PostAsync(new Uri(url).AbsolutePath, """{"jsonrpc":"2.0","id":1,"method":"ListTasks"}""", cancellationToken: Token);
        Assert.Contains("nextPageToken", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> CardAsync(AgentHost host) => JsonDocument.Parse(await host.Client.GetStringAsync(Path, Token)).RootElement;

    private static async Task<HttpStatusCode> StatusAsync(AgentHost host, Action<HttpRequestHeaders> set)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path);
        set(request.Headers);
        using var response = await host.Client.SendAsync(request, Token);
        return response.StatusCode;
    }
}
