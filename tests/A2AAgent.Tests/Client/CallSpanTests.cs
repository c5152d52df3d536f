using System.Diagnostics;
using A2AAgent.Client;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Diagnostics;
using A2AAgent.Tests.Client.BadPeers;
using A2AAgent.Tests.Telemetry;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Tests.Client;

/// <summary>What the span of a call to an agent says.</summary>
public sealed class CallSpanTests
{
    public static TheoryData<string, string> Bindings => new()
    {
        { ProtocolBindings.JsonRpc, TelemetryNames.Bindings.JsonRpc },
        { ProtocolBindings.HttpJson, TelemetryNames.Bindings.Rest },
        { ProtocolBindings.Grpc, TelemetryNames.Bindings.Grpc },
    };

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_call_says_whom_it_calls_how_and_about_what(string binding, string word)
    {
        var service = new StubService();
        await using var host = await service.HostAsync();
        using var client = Clients.Of(host, binding);
        using var spans = new SpanLog(TelemetryNames.Client);
        using var root = Below(spans);

        await client.GetTaskAsync(new GetTaskRequest { Id = "t" }, new CallContext(), Ended);

        var span = await spans.EndedAsync("GetTask", static span => span.Kind == ActivityKind.Client);
        Assert.Equal(
            ("GetTask", Clients.Name, word, "t", "c", "TASK_STATE_COMPLETED"),
            (Tag(span, "a2a.method.name"), Tag(span, "a2a.client.agent"), Tag(span, "a2a.binding"), Tag(span, "a2a.task.id"), Tag(span, "gen_ai.conversation.id"), Tag(span, "a2a.task.state")));
        Assert.Equal((ActivityStatusCode.Unset, null), (span.Status, Tag(span, "error.type")));
    }

    [Fact]
    public async Task A_direct_reply_says_which_conversation_it_belongs_to()
    {
        await using var peer = await BadPeer.StartAsync(ProtocolBindings.HttpJson, static http =>
        {
            http.Response.ContentType = "application/a2a+json";
            return http.Response.WriteAsync("""{"message":{"messageId":"m","contextId":"talk","role":"ROLE_AGENT","parts":[{"text":"x"}]}}""");
        });
        using var client = Clients.Of(peer.Url, ProtocolBindings.HttpJson);
        using var spans = new SpanLog(TelemetryNames.Client);
        using var root = Below(spans);

        await client.SendMessageAsync("x", Ended);

        Assert.Equal("talk", Tag(await spans.EndedAsync("SendMessage"), "gen_ai.conversation.id"));
    }

    [Fact]
    public async Task What_others_choose_is_cut_short()
    {
        await using var peer = await BadPeer.StartAsync(ProtocolBindings.HttpJson, static http =>
        {
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return http.Response.WriteAsJsonAsync(new { error = new { code = 500, status = "INTERNAL", message = new string('x', 2000) } });
        });
        using var client = Clients.Of(peer.Url, ProtocolBindings.HttpJson);
        using var spans = new SpanLog(TelemetryNames.Client);
        using var root = Below(spans);

        await Assert.ThrowsAsync<RemoteAgentException>(async () => await client.GetTaskAsync(new string('y', 2000), Ended));

        var span = await spans.EndedAsync("GetTask");
        Assert.Equal((ActivityStatusCode.Error, "INTERNAL"), (span.Status, Tag(span, "error.type")));
        Assert.InRange(span.StatusDescription!.Length, 1, 257);
        Assert.InRange($"{Tag(span, "a2a.task.id")}".Length, 1, 129);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task An_interface_that_is_passed_over_is_an_event_that_names_the_next(string binding, string word)
    {
        await using var good = await BadPeer.StartAsync(binding, http => PeerWire.AnswerAsync(http, binding, PeerWire.Task));
        await using var peer = await BadPeer.StartAsync(binding, static _ => Task.CompletedTask, (http, _) => http.Response.WriteAsync(BadPeer.CardOf(binding, RawPeer.Nobody(), binding == ProtocolBindings.Grpc ? good.GrpcUrl : good.Url)));
        using var client = Clients.Of(peer.Url, binding);
        using var spans = new SpanLog(TelemetryNames.Client);
        using var root = Below(spans);

        await client.GetTaskAsync("t", Ended);

        var passed = Assert.Single((await spans.EndedAsync("GetTask")).Events);
        Assert.Equal("a2a.client.next_interface", passed.Name);
        Assert.Equal(word, passed.Tags.Single(static tag => tag.Key == "a2a.binding").Value);
    }

    private static object? Tag(Activity span, string name) => span.GetTagItem(name);

    /// <summary>What is current is of the trace that is listened to.</summary>
    private static Activity Below(SpanLog spans) => new Activity("test").SetParentId(spans.TraceId, spans.Caller, ActivityTraceFlags.Recorded).Start();
}
