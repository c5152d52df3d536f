using System.Net;
using System.Net.Http.Headers;
using A2AAgent.Protocol;
using A2AAgent.Tests.Contract;

namespace A2AAgent.Tests.Grpc;

/// <summary>What a gRPC client may expect of a call beside its messages.</summary>
public sealed class CallTests : GrpcTest
{
    [Theory]
    [InlineData("/lf.a2a.v1.A2AService/Frobnicate", "Frobnicate")]
    [InlineData("/lf.a2a.v1.A2AService/sendMessage", "sendMessage")]
    [InlineData("/lf.a2a.v2.A2AService/SendMessage", "lf.a2a.v2")]
    [InlineData("/nothing", "/nothing")]
    public async Task An_unknown_method_or_service_is_unimplemented(string path, string named)
    {
        var outcome = await CallAsync(GrpcWire.Frame(Message()), path: path);

        Assert.Equal(12, outcome.Code);
        Assert.Contains(named, outcome.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/grpc+json")]
    [InlineData("application/grpc-web")]
    public async Task Another_content_type_is_refused_by_http(string contentType)
    {
        using var response = await Connection.SendAsync(Send, GrpcWire.Frame(Message()), request => request.Content!.Headers.ContentType = new MediaTypeHeaderValue(contentType));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task Http_1_is_told_to_upgrade()
    {
        using var content = new ByteArrayContent(GrpcWire.Frame(Message()));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");

        using var response = await Host.Client.PostAsync(Send, content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
    }

    [Fact]
    public async Task A_deadline_ends_the_call_and_not_the_task()
    {
        var outcome = await CallAsync(GrpcWire.Frame(Message(skill: "wait")), With("grpc-timeout", "200m"));

        Assert.Equal(4, outcome.Code);
        var task = await Host.Script.NextStartedAsync(TestContext.Current.CancellationToken);
        Assert.Equal("TASK_STATE_WORKING", await StateAsync(task));
        Host.Script.Open();
        while (await StateAsync(task) != "TASK_STATE_COMPLETED")
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_deadline_ends_a_stream_with_its_status()
    {
        using var response = await Connection.SendAsync(SendStreaming, GrpcWire.Frame(Message(skill: "wait")), With("grpc-timeout", "300m"));

        var messages = await GrpcWire.ReadAllAsync(response);

        Assert.NotEmpty(messages);
        Assert.Equal(4, GrpcOutcome.Of(response).Code);
    }

    [Fact]
    public async Task A_client_that_cancels_leaves_its_task_alone()
    {
        using var cancel = new CancellationTokenSource();
        var call = Connection.SendAsync(Send, new ByteArrayContent(GrpcWire.Frame(Message(skill: "wait"))), Version, cancel.Token);
        var task = await Host.Script.NextStartedAsync(TestContext.Current.CancellationToken);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await ConnectionStillWorksAsync();
        Assert.Equal("TASK_STATE_WORKING", await StateAsync(task));
    }

    [Fact]
    public async Task Messages_are_percent_encoded()
    {
        using var response = await Connection.SendAsync("/lf.a2a.v1.A2AService/Größe%25", GrpcWire.Frame(Message()), Version);

        Assert.Equal(12, GrpcOutcome.Of(response).Code);
        Assert.Contains("Gr%C3%B6%C3%9Fe", GrpcOutcome.Header(response, "grpc-message"), StringComparison.Ordinal);
        Assert.Contains("Größe", GrpcOutcome.Of(response).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Active_extensions_are_echoed_in_the_metadata()
    {
        using var response = await Connection.SendAsync(Send, GrpcWire.Frame(Message()), With("A2A-Extensions", "https://example.com/extensions/echo/v1, urn:unknown"));

        Assert.Equal("https://example.com/extensions/echo/v1", Assert.Single(response.Headers.GetValues("A2A-Extensions")));
    }

    [Fact]
    public async Task The_card_lists_grpc_with_host_and_port()
    {
        var card = await Host.GetAsync("/.well-known/agent-card.json", TestContext.Current.CancellationToken);
        var interfaces = System.Text.Json.JsonDocument.Parse(await card.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("supportedInterfaces");

        var grpc = interfaces.EnumerateArray().Single(static item => item.GetProperty("protocolBinding").GetString() == ProtocolBindings.Grpc);

        Assert.Equal($"127.0.0.1:{Host.GrpcUrl.Port}", grpc.GetProperty("url").GetString());
        Assert.Equal("JSONRPC", interfaces[0].GetProperty("protocolBinding").GetString());
    }

    [Fact]
    public async Task A_failure_without_a_body_has_its_status_in_the_headers()
    {
        using var response = await Connection.SendAsync("/lf.a2a.v1.A2AService/GetTask", GrpcWire.Frame([0x12, 0x01, (byte)'x']), Version);

        Assert.Equal("5", Assert.Single(response.Headers.GetValues("grpc-status")));
    }

    private async Task<string> StateAsync(string taskId) => (await new GrpcClient(Host).CallAsync("GetTask", new { id = taskId })).State();
}
