using System.IO.Compression;
using System.Text;
using A2AAgent.Client;
using A2AAgent.Protocol;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Tests.Client.BadPeers;

/// <summary>Answers that are none.</summary>
public sealed class AnswerTests
{
    private const string Page = "<html><body>Sign in to the guest network</body></html>";

    public static TheoryData<string> Bindings => Clients.Bindings;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_page_is_no_answer(string binding)
    {
        await using var peer = await BadPeer.StartAsync(binding, static http => WriteAsync(http, 200, "text/html", Page));

        var failure = await FailsAsync(peer, binding);

        Assert.Equal((AgentError.InvalidAgentResponse, RequestDelivery.Answered, false), (failure.Error, failure.Delivery, failure.IsTransient));
        Assert.Contains("text/html", failure.Problem, StringComparison.Ordinal);
        Assert.Contains("guest network", failure.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_page_of_a_proxy_says_that_the_agent_is_not_there_now(string binding)
    {
        await using var peer = await BadPeer.StartAsync(binding, static http => WriteAsync(http, 502, "text/html", Page));

        var got = await FailsAsync(peer, binding);
        var sent = await FailsAsync(peer, binding, static client => client.SendMessageAsync("x", Ended).AsTask());

        Assert.All([got, sent], static failure => Assert.Equal((AgentError.Unavailable, RequestDelivery.Answered, true), (failure.Error, failure.Delivery, failure.IsTransient)));
        Assert.True(got.IsRetrySafe);
        Assert.False(sent.IsRetrySafe);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_redirect_within_the_host_is_not_followed(string binding)
    {
        await using var peer = await BadPeer.StartAsync(binding, static http =>
        {
            http.Response.Redirect("/login?token=secret", permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });

        var failure = await FailsAsync(peer, binding);

        Assert.Contains("redirects to /login ", failure.Problem, StringComparison.Ordinal);
        Assert.Single(peer.Calls);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_redirect_is_not_followed(string binding)
    {
        await using var other = await BadPeer.StartAsync(binding, http => PeerWire.AnswerAsync(http, binding, PeerWire.Task));
        await using var peer = await BadPeer.StartAsync(binding, http =>
        {
            http.Response.Redirect(new Uri(binding == ProtocolBindings.Grpc ? other.GrpcUrl : other.Url, http.Request.Path + "?token=secret").AbsoluteUri, permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });

        var failure = await FailsAsync(peer, binding);

        Assert.Equal((AgentError.InvalidAgentResponse, false), (failure.Error, failure.IsTransient));
        Assert.Contains("redirects to", failure.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
        Assert.Empty(other.Calls);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task An_empty_answer_is_none(string binding)
    {
        await using var peer = await BadPeer.StartAsync(binding, static _ => Task.CompletedTask);

        var failure = await FailsAsync(peer, binding);

        Assert.Equal((AgentError.InvalidAgentResponse, RequestDelivery.Answered), (failure.Error, failure.Delivery));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"jsonrpc":"2.0","id":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":null}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{"id":"t"}}""")]
    [InlineData("""{"id":"t","contextId":"c","status":{"state":"TASK_STATE_DREAMING"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{"id":"t","contextId":"c","status":{"state":"TASK_STATE_DREAMING"}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":"broken"}""")]
    public async Task Json_that_is_no_answer_is_refused(string json)
    {
        foreach (var binding in new[] { ProtocolBindings.JsonRpc, ProtocolBindings.HttpJson })
        {
            await using var peer = await BadPeer.StartAsync(binding, http => WriteAsync(http, 200, "application/json", json));

            var failure = await FailsAsync(peer, binding);

            Assert.Equal((AgentError.InvalidAgentResponse, RequestDelivery.Answered, false), (failure.Error, failure.Delivery, failure.IsTransient));
        }
    }

    [Theory]
    [InlineData("""{"error":"no"}""")]
    [InlineData("""{"error":{"code":"x","message":5,"details":{"@type":7}}}""")]
    [InlineData("""{"error":{"code":1,"message":"m","details":[null,1,{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":4,"metadata":[]}]}}""")]
    [InlineData("not json")]
    public async Task An_error_that_cannot_be_read_is_still_one(string json)
    {
        foreach (var binding in new[] { ProtocolBindings.JsonRpc, ProtocolBindings.HttpJson })
        {
            await using var peer = await BadPeer.StartAsync(binding, http => WriteAsync(http, 503, "application/json", json));

            var failure = await FailsAsync(peer, binding);

            Assert.Equal(RequestDelivery.Answered, failure.Delivery);
        }
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task Of_an_endless_answer_only_so_much_is_read(string binding)
    {
        const int Most = 1024 * 1024;
        var count = new CountedBytes();
        await using var peer = await BadPeer.StartAsync(binding, async http =>
        {
            http.Response.ContentType = binding == ProtocolBindings.Grpc ? "application/grpc" : "application/json";
            var chunk = Encoding.ASCII.GetBytes(new string(' ', 64 * 1024));
            for (var written = 0L; written < 1L << 30 && !http.RequestAborted.IsCancellationRequested; written += chunk.Length)
            {
                await http.Response.Body.WriteAsync(chunk, http.RequestAborted);
            }
        });

        var failure = await FailsAsync(peer, binding, configure: options =>
        {
            options.MaxResponseBytes = Most;
            count.Watch(options);
        });

        Assert.Equal((AgentError.InvalidAgentResponse, RequestDelivery.Answered, false), (failure.Error, failure.Delivery, failure.IsTransient));
        Assert.Contains($"{Most} bytes", failure.Problem, StringComparison.Ordinal);
        Assert.InRange(count.Read, Most, 8 * Most);
    }

    [Fact]
    public async Task An_answer_that_says_to_be_large_is_not_read()
    {
        await using var peer = await BadPeer.StartAsync(ProtocolBindings.HttpJson, static async http =>
        {
            http.Response.ContentType = "application/json";
            http.Response.ContentLength = 1L << 30;
            await http.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });

        var failure = await FailsAsync(peer, ProtocolBindings.HttpJson);

        Assert.Contains("larger than", failure.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ProtocolBindings.JsonRpc)]
    [InlineData(ProtocolBindings.HttpJson)]
    public async Task A_compressed_answer_that_nobody_asked_for_is_not_expanded(string binding)
    {
        using var bomb = new MemoryStream();
        await using (var gzip = new GZipStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await gzip.WriteAsync(new byte[64 * 1024 * 1024], Ended);
        }

        await using var peer = await BadPeer.StartAsync(binding, async http =>
        {
            Assert.Empty(http.Request.Headers.AcceptEncoding.ToString());
            http.Response.ContentType = "application/json";
            http.Response.Headers.ContentEncoding = "gzip";
            await http.Response.Body.WriteAsync(bomb.ToArray());
        });

        var failure = await FailsAsync(peer, binding);

        Assert.Equal((AgentError.InvalidAgentResponse, RequestDelivery.Answered), (failure.Error, failure.Delivery));
        Assert.Contains("gzip", failure.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(405)]
    [InlineData(404)]
    public async Task A_subscription_is_asked_for_by_get_where_post_is_not_served(int status)
    {
        await using var peer = await BadPeer.StartAsync(ProtocolBindings.HttpJson, async http =>
        {
            if (http.Request.Method != "GET")
            {
                http.Response.StatusCode = status;
                return;
            }

            await PeerWire.BeginAsync(http, ProtocolBindings.HttpJson);
            await PeerWire.EventAsync(http, ProtocolBindings.HttpJson, StreamEvent.From(PeerWire.Task with { Status = new AgentTaskStatus { State = TaskState.Completed } }));
        });
        using var client = Clients.Of(peer.Url, ProtocolBindings.HttpJson);

        for (var i = 0; i < 2; i++)
        {
            var events = await (await client.SubscribeToTaskAsync("t", Ended)).ToListAsync(Ended);
            Assert.Equal(TaskState.Completed, Assert.Single(events).State);
        }

        Assert.Equal(3, peer.Calls.Count);
    }

    private static async Task<RemoteAgentException> FailsAsync(BadPeer peer, string binding, Func<AgentClient, Task>? call = null, Action<AgentClientOptions>? configure = null)
    {
        using var client = Clients.Of(peer.Url, binding, configure);
        return await Failures.OfAsync(() => call is null ? client.GetTaskAsync("t", Ended).AsTask() : call(client));
    }

    private static Task WriteAsync(HttpContext http, int status, string type, string body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        return http.Response.WriteAsync(body);
    }
}
