using System.Net;
using System.Text;
using A2AAgent.Tests.BadInput.Wire;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.V03;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Tests.Proxies;

/// <summary>Requests as the sidecars and gateways of platforms send them, byte for byte.</summary>
public sealed class SidecarTests
{
    private const string Text = """{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"hi"}]}}""";
    private const string Call = $$"""{"jsonrpc":"2.0","id":1,"method":"SendMessage","params":{{Text}}}""";

    /// <summary>What Dapr's sidecar adds to a request that it brings to its application.</summary>
    private static readonly string[] Dapr =
    [
        "User-Agent: Go-http-client/1.1",
        "Accept: */*",
        "Accept-Encoding: gzip",
        "Dapr-App-Id: expense-agent",
        "Dapr-Caller-App-Id: planner",
        "Dapr-Caller-Namespace: agents",
        "Dapr-Callee-App-Id: expense-agent",
        "Forwarded: for=10.244.0.12;by=10.244.0.12;host=planner-7d9f8",
        "X-Forwarded-For: 10.244.0.12",
        "X-Forwarded-Host: planner-7d9f8",
        "Traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "Tracestate: rojo=00f067aa0ba902b7",
    ];

    private static readonly string[] Envoy =
    [
        "x-forwarded-for: 203.0.113.7",
        "x-forwarded-proto: https",
        "x-envoy-external-address: 203.0.113.7",
        "x-request-id: 5b8d3a6e-8a4c-9d0e-b1f2-0c7a9e5d4b21",
        "x-envoy-attempt-count: 1",
        "x-envoy-decorator-operation: expense-agent.agents.svc.cluster.local:8080/*",
        "x-envoy-expected-rq-timeout-ms: 15000",
        "x-envoy-peer-metadata-id: router~10.244.0.3~gateway~gateways.svc.cluster.local",
        "x-forwarded-client-cert: By=spiffe://cluster.local/ns/agents/sa/default;Hash=468ed33be74eee6556d90c0149c1309e9ba61d6425303443c0748a02dd8de688;URI=spiffe://cluster.local/ns/travel/sa/planner",
        "b3: 80f198ee56343ba864fe8b2a57d3eff7-e457b5a2e4d86bd1-1",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string[]> Sidecars => [Dapr, Envoy];

    [Theory]
    [MemberData(nameof(Sidecars))]
    public async Task A_call_through_a_sidecar_is_answered(string[] headers)
    {
        await using var host = await AgentHost.StartAsync();
        using var connection = await RawConnection.OpenAsync(host.Url);

        var rpc = await connection.ExchangeAsync(RawRequest.Of("POST", "/", Encoding.UTF8.GetBytes(Call), [RawRequest.Version, RawRequest.Json, .. headers]));
        var rest = await connection.ExchangeAsync(RawRequest.Of("POST", "/message:send", Encoding.UTF8.GetBytes(Text), [RawRequest.Version, RawRequest.Json, .. headers]));

        Assert.Contains("TASK_STATE_COMPLETED", rpc!.Json.GetProperty("result").GetRawText(), StringComparison.Ordinal);
        Assert.Contains("TASK_STATE_COMPLETED", rest!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Sidecars))]
    public async Task The_card_does_not_name_the_sidecar(string[] headers)
    {
        await using var host = await AgentHost.StartAsync();
        using var connection = await RawConnection.OpenAsync(host.Url);

        var card = await connection.ExchangeAsync(RawRequest.Of("GET", "/.well-known/agent-card.json", null, headers));

        Assert.Equal("http://agent/", card!.Json.GetProperty("supportedInterfaces")[0].GetProperty("url").GetString());
    }

    [Fact]
    public async Task Dapr_sends_bodies_in_chunks()
    {
        await using var host = await AgentHost.StartAsync();
        using var connection = await RawConnection.OpenAsync(host.Url);
        var body = Encoding.UTF8.GetBytes(Call);

        await connection.SendAsync(RawRequest.Head("POST", "/", [RawRequest.Version, "Content-Type: application/json; charset=utf-8", "Transfer-Encoding: chunked", .. Dapr]));
        await connection.SendAsync(RawRequest.Chunk(body.AsSpan(0, 17)));
        await connection.SendAsync((byte[])[.. RawRequest.Chunk(body.AsSpan(17)), .. "0\r\n\r\n"u8]);

        Assert.Contains("TASK_STATE_COMPLETED", (await connection.ReceiveAsync())!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dapr/config")]
    [InlineData("/dapr/subscribe")]
    [InlineData("/healthz")]
    [InlineData("/job/nightly")]
    public async Task What_Dapr_asks_every_application_for_is_not_there_and_no_line_of_the_log(string path)
    {
        await using var host = await AgentHost.StartAsync();
        using var connection = await RawConnection.OpenAsync(host.Url);
        var before = host.Logs.Entries.Count(IsNoise);

        var answer = await connection.ExchangeAsync(RawRequest.Of("GET", path, null, "User-Agent: fasthttp"));

        Assert.Equal(404, answer!.Status);
        Assert.Equal(before, host.Logs.Entries.Count(IsNoise));

        // What the settings of a new agent print.
        static bool IsNoise(LogEntry entry) => entry.Level >= LogLevel.Warning || (entry.Level == LogLevel.Information && !entry.Category.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sidecar_that_speaks_http_2_in_clear_text_reaches_every_binding_at_the_port_of_gRPC()
    {
        await using var host = await AgentHost.StartAsync();
        using var client = new HttpClient { BaseAddress = host.GrpcUrl };

        using var rpc = await client.SendAsync(OverHttp2(HttpMethod.Post, "/", Call), Token);
        using var rest = await client.SendAsync(OverHttp2(HttpMethod.Post, "/message:send", Text), Token);
        using var events = await client.SendAsync(OverHttp2(HttpMethod.Post, "/message:stream", Text), Token);
        using var card = await client.SendAsync(OverHttp2(HttpMethod.Get, "/.well-known/agent-card.json", null), Token);
        using var probe = await client.SendAsync(OverHttp2(HttpMethod.Get, "/dapr/config", null), Token);

        foreach (var answer in (HttpResponseMessage[])[rpc, rest, events])
        {
            Assert.Equal(HttpVersion.Version20, answer.Version);
            Assert.Contains("TASK_STATE_COMPLETED", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }

        Assert.Equal(("text/event-stream", HttpStatusCode.OK, HttpStatusCode.NotFound), (events.Content.Headers.ContentType?.MediaType, card.StatusCode, probe.StatusCode));
    }

    [Theory]
    [InlineData("/agents/expense")]
    [InlineData("")]
    public async Task A_gateway_may_pass_the_public_path_on_or_take_it_away(string prefix)
    {
        await using var host = await AgentHost.StartAsync(("Agent:PublicUrl", "https://gateway.example.com/agents/expense"));
        using var connection = await RawConnection.OpenAsync(host.Url);

        var card = await connection.ExchangeAsync(RawRequest.Of("GET", $"{prefix}/.well-known/agent-card.json", null, Envoy));
        var rpc = await connection.ExchangeAsync(RawRequest.Of("POST", $"{prefix}/", Encoding.UTF8.GetBytes(Call), RawRequest.Version, RawRequest.Json));
        var bare = await connection.ExchangeAsync(RawRequest.Of("POST", prefix.Length == 0 ? "/" : prefix, Encoding.UTF8.GetBytes(Call), RawRequest.Version, RawRequest.Json));
        var rest = await connection.ExchangeAsync(RawRequest.Of("POST", $"{prefix}/message:send", Encoding.UTF8.GetBytes(Text), RawRequest.Version, RawRequest.Json));

        Assert.Equal("https://gateway.example.com/agents/expense/", card!.Json.GetProperty("supportedInterfaces")[0].GetProperty("url").GetString());
        Assert.Equal((200, 200, 200), (rpc!.Status, bare!.Status, rest!.Status));
    }

    [Fact]
    public async Task A_gateway_can_read_methods_and_the_card_by_their_media_type()
    {
        await using var host = await AgentHost.StartAsync();
        using var connection = await RawConnection.OpenAsync(host.Url);

        var card = await connection.ExchangeAsync(RawRequest.Of("GET", "/.well-known/agent-card.json", null));
        var rpc = await connection.ExchangeAsync(RawRequest.Of("POST", "/", Encoding.UTF8.GetBytes(Call), RawRequest.Version, RawRequest.Json));

        Assert.Equal(("application/json", "application/json"), (card!.MediaType, rpc!.MediaType));
    }

    [Theory]
    [InlineData("/.well-known/agent-card.json")]
    [InlineData("/.well-known/agent.json")]
    public async Task The_controller_of_kagent_finds_its_interface_in_the_card(string path)
    {
        await using var host = await V03Host.StartAsync();
        using var connection = await RawConnection.OpenAsync(host.Agent.Url);

        var card = (await connection.ExchangeAsync(RawRequest.Of("GET", path, null, "User-Agent: Go-http-client/1.1", "Accept-Encoding: gzip")))!.Json;

        var old = card.GetProperty("supportedInterfaces").EnumerateArray().Single(static one => one.GetProperty("protocolVersion").GetString()!.StartsWith("0.3", StringComparison.Ordinal));
        Assert.Equal(("JSONRPC", "http://agent/"), (old.GetProperty("protocolBinding").GetString(), old.GetProperty("url").GetString()));
        Assert.Equal("http://agent/", card.GetProperty("url").GetString());
    }

    [Fact]
    public async Task The_controller_of_kagent_sends_and_streams_and_reads_tasks()
    {
        await using var host = await V03Host.StartAsync();
        using var connection = await RawConnection.OpenAsync(host.Agent.Url);

        var sent = await PostAsync("message/send", """{"message":{"kind":"message","messageId":"k1","role":"user","parts":[{"kind":"text","text":"hi"}],"contextId":"ctx-1"}}""");
        var task = sent.Json.GetProperty("result");
        var read = await PostAsync("tasks/get", $$"""{"id":"{{task.GetProperty("id").GetString()}}"}""");
        var streamed = await PostAsync("message/stream", """{"message":{"kind":"message","messageId":"k2","role":"user","parts":[{"kind":"text","text":"hi"}]}}""");

        Assert.Equal(("task", "completed", "ctx-1"), (task.GetProperty("kind").GetString(), task.GetProperty("status").GetProperty("state").GetString(), task.GetProperty("contextId").GetString()));
        Assert.Equal("completed", read.Json.GetProperty("result").GetProperty("status").GetProperty("state").GetString());
        Assert.Equal("text/event-stream", streamed.MediaType);
        Assert.Contains("\"final\":true", streamed.Text, StringComparison.Ordinal);

        async Task<Answer> PostAsync(string method, string parameters) => (await connection.ExchangeAsync(RawRequest.Of(
            "POST",
            "/",
            Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":"7f9c","method":"{{method}}","params":{{parameters}}}"""),
            "User-Agent: Go-http-client/1.1",
            RawRequest.Json,
            "Accept: application/json, text/event-stream",
            "X-User-Id: admin@kagent.dev",
            "Authorization: Bearer eyJhbGciOiJub25lIn0.e30.",
            "Accept-Encoding: gzip")))!;
    }

    private static HttpRequestMessage OverHttp2(HttpMethod method, string path, string? body)
    {
        var request = new HttpRequestMessage(method, path) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.Add("A2A-Version", "1.0");
        request.Headers.Add("Dapr-App-Id", "expense-agent");
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return request;
    }
}
