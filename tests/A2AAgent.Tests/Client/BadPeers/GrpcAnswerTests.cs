using A2AAgent.Client;
using A2AAgent.Protobuf.Mapping;
using A2AAgent.Protocol;
using A2AAgent.Tests.Grpc;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Tests.Client.BadPeers;

/// <summary>What only gRPC peers can do wrong.</summary>
public sealed class GrpcAnswerTests
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    private static byte[] Good => GrpcWire.Frame(ProtoMap.ToProto(PeerWire.Task).ToByteArray());

    [Fact]
    public async Task An_answer_without_status_is_none()
    {
        var failure = await FailsAsync(static http => WriteAsync(http, Good, status: null));

        Assert.Equal((AgentError.InvalidAgentResponse, RequestDelivery.Answered, false), (failure.Error, failure.Delivery, failure.IsTransient));
        Assert.Contains("trailers", failure.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compressed_message_that_nobody_asked_for_is_refused()
    {
        var failure = await FailsAsync(static http =>
        {
            Assert.Equal("identity", http.Request.Headers["grpc-accept-encoding"].ToString());
            http.Response.Headers["grpc-encoding"] = "gzip";
            return WriteAsync(http, GrpcWire.Frame([1, 2, 3], flag: 1));
        });

        Assert.Contains("compressed", failure.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_frames_are_no_answer()
    {
        byte[][] bodies =
        [
            [],
            [0, 0],
            [.. Good, .. Good],
            [.. Good, 0],
            Good[..^1],
            GrpcWire.Frame([1, 2, 3], flag: 7),
            [0, 255, 255, 255, 255, 1],
            GrpcWire.Frame([255, 255, 255, 255]),
            GrpcWire.Frame([]),
        ];
        foreach (var body in bodies)
        {
            var failure = await FailsAsync(http => WriteAsync(http, body));

            Assert.Equal((AgentError.InvalidAgentResponse, RequestDelivery.Answered, false), (failure.Error, failure.Delivery, failure.IsTransient));
        }
    }

    [Fact]
    public async Task A_field_that_is_missing_is_named()
    {
        var failure = await FailsAsync(static http => WriteAsync(http, GrpcWire.Frame(new A2AAgent.Protobuf.Messages.Task { Id = "t" }.ToByteArray())));

        Assert.Equal(AgentError.InvalidAgentResponse, failure.Error);
        Assert.Contains("status", failure.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("99")]
    [InlineData("-1")]
    [InlineData("ok")]
    public async Task A_status_that_does_not_exist_is_a_fault_of_the_agent(string status)
    {
        var failure = await FailsAsync(http => WriteAsync(http, Good, status));

        Assert.Equal((AgentError.Internal, RequestDelivery.Answered), (failure.Error, failure.Delivery));
    }

    [Fact]
    public async Task Details_that_cannot_be_read_leave_the_status()
    {
        foreach (var details in new[] { "%%%", "AAAA", "CAUSBG5vbmUaCAoBeBIDAQID" })
        {
            var failure = await FailsAsync(http =>
            {
                http.Response.ContentType = "application/grpc";
                http.Response.Headers["grpc-status"] = "5";
                http.Response.Headers["grpc-message"] = "gone %zz";
                http.Response.Headers["grpc-status-details-bin"] = details;
                return Task.CompletedTask;
            });

            Assert.Equal((AgentError.TaskNotFound, "gone %zz"), (failure.Error, failure.Problem));
        }
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_answer_leaves_open_what_was_done()
    {
        var failure = await FailsAsync(static async http =>
        {
            http.Response.ContentType = "application/grpc";
            await http.Response.Body.WriteAsync(Good.AsMemory(0, 4));
            await http.Response.Body.FlushAsync();
            http.Abort();
        });

        Assert.Equal((AgentError.Unavailable, RequestDelivery.Unknown, true), (failure.Error, failure.Delivery, failure.IsTransient));
    }

    [Theory]
    [InlineData("4")]
    [InlineData("1")]
    public async Task A_peer_that_gave_up_waiting_leaves_open_what_was_done(string status)
    {
        var failure = await FailsAsync(http => WriteAsync(http, [], status));

        Assert.Equal((AgentError.Unavailable, RequestDelivery.Unknown, true), (failure.Error, failure.Delivery, failure.IsTransient));
    }

    [Fact]
    public async Task Unary_calls_have_a_deadline_and_streams_have_none()
    {
        var timeouts = new List<string>();
        await using var peer = await BadPeer.StartAsync(ProtocolBindings.Grpc, http =>
        {
            timeouts.Add(http.Request.Headers["grpc-timeout"].ToString());
            return WriteAsync(http, [], "5");
        });
        using var client = Clients.Of(peer.Url, ProtocolBindings.Grpc);

        await Failures.OfAsync(() => client.GetTaskAsync("t", Ended).AsTask());
        await Failures.OfAsync(() => client.SendMessageAsync("t", Ended).AsTask());
        await Failures.OfAsync(async () => await (await client.SubscribeToTaskAsync("t", Ended)).ToListAsync(Ended));

        Assert.Equal(["30000m", "300000m", ""], timeouts);
    }

    [Fact]
    public async Task A_peer_that_speaks_no_http2_has_not_got_the_call()
    {
        await using var plain = await BadPeer.StartAsync(ProtocolBindings.Grpc, static _ => Task.CompletedTask);
        await using var peer = await BadPeer.StartAsync(ProtocolBindings.Grpc, static _ => Task.CompletedTask, interfaceUrl: plain.Url);
        using var client = Clients.Of(peer.Url, ProtocolBindings.Grpc);

        var failure = await Failures.OfAsync(() => client.SendMessageAsync("t", Ended).AsTask());

        Assert.Equal((RequestDelivery.NotSent, false), (failure.Delivery, failure.IsTransient));
        Assert.Contains("HTTP/2", failure.Problem, StringComparison.Ordinal);
        Assert.Empty(plain.Calls);
    }

    private static async Task<RemoteAgentException> FailsAsync(RequestDelegate answer)
    {
        await using var peer = await BadPeer.StartAsync(ProtocolBindings.Grpc, answer);
        using var client = Clients.Of(peer.Url, ProtocolBindings.Grpc);
        return await Failures.OfAsync(() => client.GetTaskAsync("t", Ended).AsTask());
    }

    private static async Task WriteAsync(HttpContext http, byte[] body, string? status = "0")
    {
        http.Response.ContentType = "application/grpc";
        await http.Response.Body.WriteAsync(body);
        await http.Response.Body.FlushAsync();
        if (status is not null)
        {
            http.Response.AppendTrailer("grpc-status", status);
        }
    }
}
