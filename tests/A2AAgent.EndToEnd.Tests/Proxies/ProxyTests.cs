using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using A2AAgent.EndToEnd.Tests.Agents;
using A2AAgent.EndToEnd.Tests.Conformance.Callers;
using A2AAgent.EndToEnd.Tests.Exchanges;

namespace A2AAgent.EndToEnd.Tests.Proxies;

/// <summary>What clients see of an agent through nginx, as the documentation sets it up.</summary>
[Collection(nameof(NativeAgent))]
public sealed class ProxyTests(NativeAgentWithGrpc native) : IAsyncLifetime
{
    private ProxiedAgents? _agents;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ProxiedAgents Agents => _agents!;

    public async ValueTask InitializeAsync() => _agents = await ProxiedAgents.StartAsync(native);

    public ValueTask DisposeAsync() => Agents.DisposeAsync();

    [Fact]
    public async Task The_card_names_the_proxy_over_https_whatever_a_client_claims()
    {
        using var http = Agents.Connect();
        foreach (var (name, value) in (IEnumerable<(string, string)>)[("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "http"), ("X-Forwarded-Prefix", "/evil"), ("Forwarded", "host=evil.example")])
        {
            http.DefaultRequestHeaders.Add(name, value);
        }

        var card = JsonDocument.Parse(await http.GetStringAsync("/.well-known/agent-card.json", Token)).RootElement;

        Assert.Equal(
            [$"{ProxiedAgents.Address}", $"{ProxiedAgents.Address}".TrimEnd('/'), ProxiedAgents.Address.Authority],
            card.GetProperty("supportedInterfaces").EnumerateArray().Select(static one => one.GetProperty("url").GetString()));
    }

    [Fact]
    public async Task Without_a_certificate_nobody_comes_through()
    {
        using var http = Agents.Connect(withCertificate: false);

        using var response = await http.GetAsync("/.well-known/agent-card.json", Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData(Binding.JsonRpc)]
    [InlineData(Binding.HttpJson)]
    public async Task A_report_gets_a_verdict(Binding binding)
    {
        using var client = new AgentClient(Agents.Connect());

        Assert.Equal("TASK_STATE_COMPLETED", (await client.SendAsync(binding, Requests.CompleteReport)).State());
    }

    [Theory]
    [InlineData(Binding.JsonRpc)]
    [InlineData(Binding.HttpJson)]
    public async Task An_event_arrives_while_its_task_still_works(Binding binding)
    {
        using var client = new AgentClient(Agents.Connect());

        await ArriveOneByOneAsync(client.StreamAsync(binding, Requests.LongExplanation));
    }

    [Fact]
    public async Task Grpc_comes_through_with_its_status_and_its_events_one_by_one()
    {
        using var caller = new GrpcCaller(Agents.Connect(), extensions: null);

        var answer = await caller.CallAsync("SendMessage", Json(Requests.CompleteReport));
        Assert.Equal("TASK_STATE_COMPLETED", answer.GetProperty("task").State());
        var missing = await Assert.ThrowsAsync<NamedError>(() => caller.CallAsync("GetTask", Json("""{"id":"none"}""")));
        Assert.Equal("TASK_NOT_FOUND", missing.Reason);
        await ArriveOneByOneAsync(caller.StreamAsync("SendStreamingMessage", Json(Requests.LongExplanation)));
    }

    /// <summary>The agent that runs the task is asked, past the proxy, how far it is when its first words are here.</summary>
    private async Task ArriveOneByOneAsync(IAsyncEnumerable<JsonElement> events)
    {
        string? id = null;
        var artifacts = 0;
        await foreach (var item in events)
        {
            id ??= item.GetProperty("task").GetProperty("id").GetString();
            if (item.TryGetProperty("artifactUpdate", out _) && ++artifacts == 1)
            {
                Assert.Equal("TASK_STATE_WORKING", await StateAsync(id!));
            }
        }

        Assert.True(artifacts > 10, $"{artifacts} chunks");
        Assert.Equal("TASK_STATE_COMPLETED", await StateAsync(id!));
    }

    private async Task<string?> StateAsync(string id)
    {
        for (var i = 0; i < 2; i++)
        {
            using var http = new HttpClient { DefaultRequestHeaders = { { "A2A-Version", "1.0" } } };
            using var response = await http.GetAsync(new Uri(Agents[i].Address, $"/tasks/{id}"), Token);
            if (response.IsSuccessStatusCode)
            {
                return JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token)).RootElement.State();
            }
        }

        return null;
    }

    private static JsonObject Json(string json) => JsonNode.Parse(json)!.AsObject();
}
