using System.Text;
using A2AAgent.Client;
using A2AAgent.Protocol;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Tests.Client.BadPeers;

/// <summary>Streams that go wrong.</summary>
public sealed class StreamTests
{
    private static readonly StreamEvent Snapshot = StreamEvent.From(PeerWire.Task);

    private static readonly StreamEvent End = StreamEvent.From(new TaskStatusUpdateEvent { TaskId = "t", ContextId = "c", Status = new AgentTaskStatus { State = TaskState.Completed } });

    public static TheoryData<string> Bindings => Clients.Bindings;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_stream_that_breaks_off_leaves_open_what_becomes_of_its_task(string binding)
    {
        var came = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var peer = await BadPeer.StartAsync(binding, async http =>
        {
            await PeerWire.BeginAsync(http, binding);
            await PeerWire.EventAsync(http, binding, Snapshot);
            await came.Task;
            http.Abort();
        });

        var (events, failure) = await ReadAsync(peer, binding, came: came);

        Assert.Single(events);
        Assert.Equal((AgentError.Unavailable, RequestDelivery.Unknown, true), (failure.Error, failure.Delivery, failure.IsTransient));
        Assert.Equal("t", failure.Facts["taskId"]);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_stream_that_stops_in_an_event_does_not_give_half_of_it(string binding)
    {
        var came = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var peer = await BadPeer.StartAsync(binding, async http =>
        {
            await PeerWire.BeginAsync(http, binding);
            await PeerWire.EventAsync(http, binding, Snapshot);
            await came.Task;
            await http.Response.Body.WriteAsync(PeerWire.Bytes(binding, End).AsMemory(0, 20));
        });

        var (events, failure) = await ReadAsync(peer, binding, came: came);

        Assert.Single(events);
        Assert.Equal((AgentError.Unavailable, RequestDelivery.Unknown, true), (failure.Error, failure.Delivery, failure.IsTransient));
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_stream_that_ends_before_its_task_is_broken(string binding)
    {
        await using var peer = await BadPeer.StartAsync(binding, async http =>
        {
            await PeerWire.BeginAsync(http, binding);
            await PeerWire.EventAsync(http, binding, Snapshot);
            PeerWire.End(http, binding);
        });

        var (_, failure) = await ReadAsync(peer, binding);

        Assert.Equal((AgentError.Unavailable, true), (failure.Error, failure.IsTransient));
        Assert.Contains("ended before the task", failure.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_stream_without_any_event_is_not_sent_again(string binding)
    {
        await using var peer = await BadPeer.StartAsync(binding, async http =>
        {
            await PeerWire.BeginAsync(http, binding);
            PeerWire.End(http, binding);
        });

        var (events, failure) = await ReadAsync(peer, binding, static options => options.Resilience.MaxStreamResumes = 3);

        Assert.Empty(events);
        Assert.False(failure.IsRetrySafe);
        Assert.Single(peer.Calls);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task Garbage_in_a_stream_ends_it_at_once(string binding)
    {
        await using var peer = await BadPeer.StartAsync(binding, async http =>
        {
            await PeerWire.BeginAsync(http, binding);
            await PeerWire.EventAsync(http, binding, Snapshot);
            await http.Response.Body.WriteAsync(binding == ProtocolBindings.Grpc ? new byte[] { 0, 0, 0, 0, 2, 255, 255 } : Encoding.UTF8.GetBytes("data: {\"surprise\":[}\n\n"));
            await http.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });

        var (_, failure) = await ReadAsync(peer, binding, static options => options.Resilience.MaxStreamResumes = 3);

        Assert.Equal((AgentError.InvalidAgentResponse, false), (failure.Error, failure.IsTransient));
        Assert.Single(peer.Calls);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task An_event_of_a_gigabyte_is_not_read(string binding)
    {
        var count = new CountedBytes();
        await using var peer = await BadPeer.StartAsync(binding, async http =>
        {
            await PeerWire.BeginAsync(http, binding);
            await http.Response.Body.WriteAsync(binding == ProtocolBindings.Grpc ? new byte[] { 0, 64, 0, 0, 0 } : Encoding.UTF8.GetBytes("data: "));
            var chunk = Encoding.ASCII.GetBytes(new string('x', 64 * 1024));
            for (var written = 0L; written < 1L << 30 && !http.RequestAborted.IsCancellationRequested; written += chunk.Length)
            {
                await http.Response.Body.WriteAsync(chunk, http.RequestAborted);
            }
        });

        var (_, failure) = await ReadAsync(peer, binding, options =>
        {
            options.MaxResponseBytes = 1024 * 1024;
            count.Watch(options);
        });

        Assert.Equal((AgentError.InvalidAgentResponse, false), (failure.Error, failure.IsTransient));
        Assert.InRange(count.Read, 1, 8 * 1024 * 1024);
    }

    [Theory]
    [InlineData(ProtocolBindings.JsonRpc)]
    [InlineData(ProtocolBindings.HttpJson)]
    public async Task A_stream_that_falls_silent_counts_as_broken(string binding)
    {
        await using var peer = await BadPeer.StartAsync(binding, async http =>
        {
            await PeerWire.BeginAsync(http, binding);
            await PeerWire.EventAsync(http, binding, Snapshot);
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });

        var (events, failure) = await ReadAsync(peer, binding, static options => options.Resilience.StreamIdleTimeout = TimeSpan.FromSeconds(0.3));

        Assert.Single(events);
        Assert.Equal((AgentError.Unavailable, true), (failure.Error, failure.IsTransient));
        Assert.Contains("nothing for 0.3 s", failure.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_stream_that_does_not_begin_fails_in_time(string binding)
    {
        await using var peer = await BadPeer.StartAsync(binding, static http => Task.Delay(Timeout.Infinite, http.RequestAborted));
        using var client = Clients.Of(peer.Url, binding, static options => options.Resilience.StreamIdleTimeout = TimeSpan.FromSeconds(0.3));

        var failure = await Failures.OfAsync(async () => await client.SendStreamingMessageAsync("x", Ended));

        Assert.Equal((RequestDelivery.Unknown, false, true), (failure.Delivery, failure.IsRetrySafe, failure.IsTransient));
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task An_error_in_a_stream_is_the_agents(string binding)
    {
        await using var peer = await BadPeer.StartAsync(binding, async http =>
        {
            await PeerWire.BeginAsync(http, binding);
            await PeerWire.EventAsync(http, binding, Snapshot);
            switch (binding)
            {
                case ProtocolBindings.JsonRpc:
                    await http.Response.WriteAsync("""data: {"jsonrpc":"2.0","id":1,"error":{"code":-32001,"message":"gone"}}""" + "\n\n");
                    break;
                case ProtocolBindings.HttpJson:
                    await http.Response.WriteAsync("""data: {"error":{"code":404,"status":"NOT_FOUND","message":"gone"}}""" + "\n\n");
                    break;
                default:
                    http.Response.AppendTrailer("grpc-message", "gone");
                    PeerWire.End(http, binding, status: 5);
                    break;
            }
        });

        var (_, failure) = await ReadAsync(peer, binding);

        Assert.Equal((AgentError.TaskNotFound, "gone"), (failure.Error, failure.Problem));
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task One_answer_in_place_of_a_stream_is_none(string binding)
    {
        await using var peer = await BadPeer.StartAsync(binding, async http =>
        {
            if (binding == ProtocolBindings.Grpc)
            {
                await PeerWire.BeginAsync(http, binding);
                PeerWire.End(http, binding);
                return;
            }

            http.Response.ContentType = "application/json";
            var json = Encoding.UTF8.GetString(A2AAgent.Protocol.Json.ProtocolJson.ToUtf8(Snapshot));
            await http.Response.WriteAsync(binding == ProtocolBindings.JsonRpc ? $$"""{"jsonrpc":"2.0","id":1,"result":{{json}}}""" : json);
        });

        using var client = Clients.Of(peer.Url, binding);

        await Failures.OfAsync(async () => await (await client.SendStreamingMessageAsync("x", Ended)).ToListAsync(Ended));
        Assert.Single(peer.Calls);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_message_is_not_safe_to_send_again_when_its_task_is_not_found_any_more(string binding)
    {
        await using var peer = await BreakingAsync(binding, static (http, binding) => NotFoundAsync(http, binding));

        var (_, failure) = await ReadAsync(peer, binding, static options => options.Resilience.MaxStreamResumes = 3);

        Assert.Equal((AgentError.TaskNotFound, "SendStreamingMessage", false), (failure.Error, failure.Operation, failure.IsRetrySafe));
        Assert.Equal("t", failure.Facts["taskId"]);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_message_is_not_safe_to_send_again_when_its_stream_goes_on_with_garbage(string binding)
    {
        await using var peer = await BreakingAsync(binding, static async (http, binding) =>
        {
            await PeerWire.BeginAsync(http, binding);
            await PeerWire.EventAsync(http, binding, Snapshot);
            await http.Response.Body.WriteAsync(binding == ProtocolBindings.Grpc ? new byte[] { 0, 0, 0, 0, 2, 255, 255 } : Encoding.UTF8.GetBytes("data: {\"surprise\":[}\n\n"));
        });

        var (_, failure) = await ReadAsync(peer, binding, static options => options.Resilience.MaxStreamResumes = 3);

        Assert.Equal((AgentError.InvalidAgentResponse, "SendStreamingMessage", false), (failure.Error, failure.Operation, failure.IsRetrySafe));
        Assert.Equal("t", failure.Facts["taskId"]);
    }

    [Fact]
    public async Task A_stream_is_resumed_as_often_as_the_settings_say()
    {
        const string Binding = ProtocolBindings.HttpJson;
        await using var peer = await BreakingAsync(Binding, static async (http, binding) =>
        {
            await PeerWire.BeginAsync(http, binding);
            PeerWire.End(http, binding);
        });

        var (_, failure) = await ReadAsync(peer, Binding, static options =>
            (options.Resilience.MaxStreamResumes, options.Resilience.RetryDelay, options.Resilience.MaxRetryDelay) = (80, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1)));

        Assert.Equal("t", failure.Facts["taskId"]);
        Assert.Equal(81, peer.Calls.Count);
    }

    /// <summary>A peer whose stream breaks after its first event, and what it does when the task is asked for again.</summary>
    private static Task<BadPeer> BreakingAsync(string binding, Func<HttpContext, string, Task> again)
    {
        var calls = 0;
        return BadPeer.StartAsync(binding, async http =>
        {
            if (Interlocked.Increment(ref calls) > 1)
            {
                await again(http, binding);
                return;
            }

            await PeerWire.BeginAsync(http, binding);
            await PeerWire.EventAsync(http, binding, Snapshot);
            PeerWire.End(http, binding);
        });
    }

    private static Task NotFoundAsync(HttpContext http, string binding)
    {
        switch (binding)
        {
            case ProtocolBindings.JsonRpc:
                http.Response.ContentType = "application/json";
                return http.Response.WriteAsync("""{"jsonrpc":"2.0","id":1,"error":{"code":-32001,"message":"gone"}}""");
            case ProtocolBindings.HttpJson:
                http.Response.StatusCode = 404;
                http.Response.ContentType = "application/json";
                return http.Response.WriteAsync("""{"error":{"code":404,"status":"NOT_FOUND","message":"gone"}}""");
            default:
                http.Response.ContentType = "application/grpc";
                http.Response.Headers["grpc-status"] = "5";
                return Task.CompletedTask;
        }
    }

    private static async Task<(List<StreamEvent> Events, RemoteAgentException Failure)> ReadAsync(
        BadPeer peer, string binding, Action<AgentClientOptions>? configure = null, TaskCompletionSource? came = null)
    {
        using var client = Clients.Of(peer.Url, binding, options =>
        {
            options.Resilience.MaxStreamResumes = 0;
            configure?.Invoke(options);
        });
        var events = new List<StreamEvent>();
        var failure = await Failures.OfAsync(async () =>
        {
            await foreach (var item in await client.SendStreamingMessageAsync("x", Ended))
            {
                events.Add(item);
                came?.TrySetResult();
            }
        });
        return (events, failure);
    }
}
