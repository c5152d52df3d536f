using System.Diagnostics;
using A2AAgent.Client;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Diagnostics;
using A2AAgent.Tests.Client.BadPeers;
using A2AAgent.Tests.Telemetry;

namespace A2AAgent.Tests.Client.Streams;

/// <summary>Streams that their caller leaves, as they are traced: nothing is wrong with the agent.</summary>
public sealed class LeftStreamTests : IDisposable
{
    private static readonly StreamEvent Snapshot = StreamEvent.From(PeerWire.Task);

    private readonly SpanLog _spans = new(TelemetryNames.Client);
    private readonly CancellationTokenSource _leave = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public static TheoryData<string> Bindings => Clients.Bindings;

    public void Dispose()
    {
        _spans.Dispose();
        _leave.Dispose();
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_stream_whose_caller_cancels_in_the_middle_is_traced_as_canceled(string binding)
    {
        await using var peer = await BadPeer.StartAsync(binding, async http =>
        {
            await PeerWire.BeginAsync(http, binding);
            await PeerWire.EventAsync(http, binding, Snapshot);
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });

        var span = await LeaveAsync(peer, binding, _leave.CancelAsync);

        Assert.Equal(("CANCELLED", ActivityStatusCode.Error), (span.GetTagItem("error.type"), span.Status));
        Assert.DoesNotContain(span.Events, static happened => happened.Name == "a2a.client.stream_resumed");
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_stream_whose_caller_cancels_while_it_is_joined_again_is_traced_as_canceled(string binding)
    {
        var calls = 0;
        var joining = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var peer = await BadPeer.StartAsync(binding, async http =>
        {
            if (Interlocked.Increment(ref calls) > 1)
            {
                joining.TrySetResult();
                await Task.Delay(Timeout.Infinite, http.RequestAborted);
            }

            await PeerWire.BeginAsync(http, binding);
            await PeerWire.EventAsync(http, binding, Snapshot);
            PeerWire.End(http, binding);
        });

        var span = await LeaveAsync(peer, binding, () =>
        {
            _ = LeaveAfterAsync(joining.Task);
            return Task.CompletedTask;
        });

        Assert.Equal(("CANCELLED", ActivityStatusCode.Error), (span.GetTagItem("error.type"), span.Status));
        Assert.Contains(span.Events, static happened => happened.Name == "a2a.client.stream_resumed");
    }

    private async Task LeaveAfterAsync(Task signal)
    {
        await signal;
        await _leave.CancelAsync();
    }

    /// <summary>Reads a stream, and does what makes it end after the first event.</summary>
    private async Task<Activity> LeaveAsync(BadPeer peer, string binding, Func<Task> leave)
    {
        using var root = new Activity("caller").SetParentId(_spans.TraceId, _spans.Caller, ActivityTraceFlags.Recorded).Start();
        using var client = Clients.Of(peer.Url, binding);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var item in await client.SendStreamingMessageAsync("x", _leave.Token))
            {
                Assert.NotNull(item.Task);
                await leave();
            }
        });
        return await _spans.EndedAsync("SendStreamingMessage");
    }
}
