using System.Diagnostics;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Diagnostics;
using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Execution;

/// <summary>One client's view of a task: a snapshot, then every event after it. Ends with the task or, if so chosen, with its turn.</summary>
/// <remarks>Enumerate it once and dispose of it, also when it was never enumerated.</remarks>
internal sealed class TaskSubscription : IAsyncEnumerable<StreamEvent>, IDisposable
{
    private readonly TaskEngine _engine;
    private readonly LiveTask _live;
    private long _position;
    private bool _disposed;

    /// <summary>Attaches first and is given the snapshot afterwards, so that no event falls between the two.</summary>
    public TaskSubscription(TaskEngine engine, TaskKey key)
    {
        _engine = engine;
        _live = engine.Live.Enter(key);
        try
        {
            _position = _live.Subscribe();
        }
        catch
        {
            engine.Live.Leave(_live);
            throw;
        }
    }

    public LiveTask Live => _live;

    /// <summary>True when the next event is no longer kept: this client reads too slowly and will be disconnected.</summary>
    public bool HasFallenBehind => _live.HasDropped(Volatile.Read(ref _position));

    /// <summary>The task as the stream begins with it.</summary>
    public TaskRecord? Snapshot { get; set; }

    /// <summary>How the snapshot's history is cut for the client.</summary>
    public int? HistoryLength { get; init; }

    /// <summary>True to end where the task waits for its client, false to stay until it ends.</summary>
    public bool EndsWithTurn { get; init; }

    /// <summary>How else the snapshot is changed for the client, or null.</summary>
    public Func<AgentTask, AgentTask>? View { get; set; }

    /// <summary>The span of the call, which is told what the stream comes to; null when nobody wants to know.</summary>
    public Activity? Span { get; set; }

    public async IAsyncEnumerator<StreamEvent> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        using var self = this;
        var snapshot = Snapshot ?? throw new InvalidOperationException("A subscription needs its snapshot before it is read.");
        Span?.SetTask(snapshot.Task);
        var first = snapshot.Task.WithHistoryLength(HistoryLength);
        yield return StreamEvent.From(View?.Invoke(first) ?? first);
        var version = snapshot.Version;
        _engine.Following.TryFollow(_live, version);
        while (true)
        {
            switch (_live.TryRead(_position, out var published, out var changed))
            {
                case FeedRead.Event:
                    _position++;
                    if (published!.Version <= version)
                    {
                        continue;
                    }

                    await foreach (var missed in _engine.Following.BetweenAsync(_live.Key, version, published.Version, cancellationToken))
                    {
                        Span?.Saw(missed);
                        yield return missed;
                        if (IsLast(missed))
                        {
                            yield break;
                        }
                    }

                    version = published.Version;
                    Span?.Saw(published.Event);
                    yield return published.Event;
                    if (IsLast(published.Event))
                    {
                        yield break;
                    }

                    break;
                case FeedRead.Wait:
                    await changed.WaitAsync(cancellationToken);
                    break;
                case FeedRead.Lost:
                    Log.SubscriberTooSlow(_engine.Logger, _live.Key.Id);
                    yield break;
                default:
                    yield break;
            }
        }
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _live.Unsubscribe();
            _engine.Live.Leave(_live);
        }
    }

    private bool IsLast(StreamEvent change) => change.State is { } state && (state.IsTerminal() || (EndsWithTurn && state.IsInterrupted()));
}
