using A2AAgent.Client;
using A2AAgent.Protocol;
using A2AAgent.Tests.Client.BadPeers;
using A2AAgent.Tests.Security.Jwt;

namespace A2AAgent.Tests.Client.Streams;

/// <summary>Streams of an agent that ends each of them soon, as one does that shuts down or stands behind an impatient proxy.</summary>
public sealed class JoinedAgainTests
{
    private const int Resumes = 3;

    private static readonly StreamEvent Snapshot = StreamEvent.From(PeerWire.Task);

    private static readonly StreamEvent End = StreamEvent.From(new TaskStatusUpdateEvent { TaskId = "t", ContextId = "c", Status = new AgentTaskStatus { State = TaskState.Completed } });

    public static TheoryData<string> Bindings => Clients.Bindings;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_stream_that_ends_at_once_when_it_is_joined_is_joined_again(string binding)
    {
        await using var peer = await StartAsync(binding, static call => call switch
        {
            1 => [Snapshot],
            <= Resumes => [],
            _ => [Snapshot, End],
        });
        using var client = Client(peer, binding);

        var events = await (await client.SendStreamingMessageAsync("x", Ended)).ToListAsync(Ended);

        Assert.Equal([TaskState.Working, TaskState.Completed], events.Select(static item => item.State));
        Assert.Equal(1 + Resumes, peer.Calls.Count);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_stream_that_ends_at_once_whenever_it_is_joined_fails_and_says_why(string binding)
    {
        await using var peer = await StartAsync(binding, static call => call == 1 ? [Snapshot] : []);
        using var client = Client(peer, binding);

        var (events, failure) = await FailAsync(await client.SendStreamingMessageAsync("x", Ended));

        Assert.Single(events);
        Assert.Equal(1 + Resumes, peer.Calls.Count);
        Assert.Equal((AgentError.Unavailable, "SendStreamingMessage", RequestDelivery.Unknown, true), (failure.Error, failure.Operation, failure.Delivery, failure.IsTransient));
        Assert.Equal("the stream of task t broke and could not be resumed: its stream ended before the task did", failure.Problem);
        Assert.Equal("t", failure.Facts["taskId"]);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_stream_goes_on_as_long_as_joining_it_brings_something_new(string binding)
    {
        const int Joins = 3 * Resumes;
        await using var peer = await StartAsync(binding, static call => call <= Joins ? [With(artifacts: call)] : [With(Joins), End]);
        using var client = Client(peer, binding);

        var events = await (await client.SendStreamingMessageAsync("x", Ended)).ToListAsync(Ended);

        Assert.Equal(1 + Joins, peer.Calls.Count);
        Assert.Equal(Enumerable.Range(2, Joins - 1).Select(static i => $"{i}"), events.Where(static item => item.ArtifactUpdate is not null).Select(static item => item.ArtifactUpdate!.Artifact.ArtifactId));
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_silent_stream_goes_on_as_long_as_its_connections_hold_for_a_while(string binding)
    {
        const int Joins = 3 * Resumes;
        var time = new SteppedTime();
        await using var peer = await StartAsync(binding, call =>
        {
            time.Advance(TimeSpan.FromSeconds(31));
            return call <= Joins ? [Snapshot] : [Snapshot, End];
        });
        using var client = Client(peer, binding, options => options.Time = time);

        var events = await (await client.SendStreamingMessageAsync("x", Ended)).ToListAsync(Ended);

        Assert.Equal([TaskState.Working, TaskState.Completed], events.Select(static item => item.State));
        Assert.Equal(1 + Joins, peer.Calls.Count);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_silent_stream_whose_connections_end_soon_fails(string binding)
    {
        await using var peer = await StartAsync(binding, static _ => [Snapshot]);
        using var client = Client(peer, binding);

        var (events, _) = await FailAsync(await client.SendStreamingMessageAsync("x", Ended));

        Assert.Single(events);
        Assert.Equal(1 + Resumes, peer.Calls.Count);
    }

    private static StreamEvent With(int artifacts) => StreamEvent.From(PeerWire.Task with
    {
        Artifacts = [.. Enumerable.Range(1, artifacts).Select(static i => new Artifact { ArtifactId = $"{i}", Parts = [Part.FromText("x")] })],
    });

    private static AgentClient Client(BadPeer peer, string binding, Action<AgentClientOptions>? configure = null) => Clients.Of(peer.Url, binding, options =>
    {
        (options.Resilience.MaxStreamResumes, options.Resilience.RetryDelay) = (Resumes, TimeSpan.FromMilliseconds(1));
        configure?.Invoke(options);
    });

    /// <summary>A peer whose streams are these, of its first call and of those that join.</summary>
    private static Task<BadPeer> StartAsync(string binding, Func<int, StreamEvent[]> streams)
    {
        var calls = 0;
        return BadPeer.StartAsync(binding, async http =>
        {
            var events = streams(Interlocked.Increment(ref calls));
            await PeerWire.BeginAsync(http, binding);
            foreach (var item in events)
            {
                await PeerWire.EventAsync(http, binding, item);
            }

            PeerWire.End(http, binding);
        });
    }

    private static async Task<(List<StreamEvent> Events, RemoteAgentException Failure)> FailAsync(IAsyncEnumerable<StreamEvent> stream)
    {
        var events = new List<StreamEvent>();
        var failure = await Failures.OfAsync(async () =>
        {
            await foreach (var item in stream)
            {
                events.Add(item);
            }
        });
        return (events, failure);
    }
}
