using System.Diagnostics.CodeAnalysis;
using A2AAgent.Protocol;
using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Tasks;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Execution;

/// <summary>
/// A task that runs or is watched in this process: its runner, and the newest events for those who watch. Watchers read at their
/// own pace from one shared buffer, so that a slow one costs the others nothing; one that falls out of the buffer is dropped.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer or wait handle to free.")]
internal sealed class LiveTask(TaskKey key, int capacity, int maxSubscribers)
{
    private readonly Lock _gate = new();
    private PublishedEvent[] _buffer = [];
    private TaskCompletionSource? _changed;
    private long _first;
    private long _next;
    private TaskRunner? _runner;
    private int _subscribers;
    private int _users;
    private long _newest;
    private CancellationTokenSource? _follower;
    private bool _retired;
    private bool _closed;

    public TaskKey Key { get; } = key;

    /// <summary>The turn that runs now, or null.</summary>
    public TaskRunner? Runner => Volatile.Read(ref _runner);

    /// <summary>Makes a turn the one that runs; false while another does.</summary>
    public bool TryStart(TaskRunner runner)
    {
        lock (_gate)
        {
            if (_runner is { HasEnded: false })
            {
                return false;
            }

            _runner = runner;
            return true;
        }
    }

    /// <summary>Forgets a turn that is over, unless the next one has begun already.</summary>
    public void Forget(TaskRunner ended) => Interlocked.CompareExchange(ref _runner, null, ended);

    /// <summary>Counts a user in; false when the last one has just left and this object is done for.</summary>
    public bool TryEnter()
    {
        lock (_gate)
        {
            _users += _retired ? 0 : 1;
            return !_retired;
        }
    }

    /// <summary>Counts a user out; true for the last one.</summary>
    public bool Leave()
    {
        lock (_gate)
        {
            return _retired = --_users == 0;
        }
    }

    /// <summary>Starts to keep events for one more watcher.</summary>
    /// <exception cref="AgentException">There are too many.</exception>
    public long Subscribe()
    {
        lock (_gate)
        {
            if (_subscribers == maxSubscribers)
            {
                throw new AgentException(AgentError.ResourceExhausted, $"The task has {maxSubscribers} subscribers already; try again when some have left.");
            }

            _subscribers++;
            return _next;
        }
    }

    public void Unsubscribe()
    {
        CancellationTokenSource? follower = null;
        lock (_gate)
        {
            if (--_subscribers == 0)
            {
                _buffer = [];
                _first = _next;
                (follower, _follower) = (_follower, null);
            }
        }

        // Without the lock: whoever waits goes on from here.
        follower?.Cancel();
    }

    /// <summary>
    /// Begins to hand on what other replicas record, from a version on, unless the task's writer is here, nobody watches, or it is done already.
    /// Ends with the last watcher.
    /// </summary>
    public void Follow(ITaskFeed feed, long after, ILogger logger)
    {
        CancellationToken cancellationToken;
        lock (_gate)
        {
            if (_subscribers == 0 || _follower is not null || _closed || _runner is { HasEnded: false })
            {
                return;
            }

            _follower = new CancellationTokenSource();
            cancellationToken = _follower.Token;
            after = Math.Max(after, _newest);
        }

        _ = FollowAsync(feed, after, logger, cancellationToken);
    }

    /// <summary>Hands an event to the watchers. An event that they have already is left out: the writer here and the feed may both bring it.</summary>
    public void Publish(StreamEvent change, long version)
    {
        TaskCompletionSource? changed;
        lock (_gate)
        {
            if (_subscribers == 0 || version <= _newest)
            {
                return;
            }

            _newest = version;
            Keep(new PublishedEvent(change, version));
            changed = _changed;
            _changed = null;
        }

        changed?.TrySetResult();
    }

    /// <summary>Ends all watching, for when no event will come any more.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _changed?.TrySetResult();
        }
    }

    /// <summary>True when the event at a position is no longer kept.</summary>
    public bool HasDropped(long position)
    {
        lock (_gate)
        {
            return position < _first;
        }
    }

    /// <summary>Reads the event at a position, or says what to wait for.</summary>
    public FeedRead TryRead(long position, out PublishedEvent? change, out Task changed)
    {
        lock (_gate)
        {
            change = null;
            changed = Task.CompletedTask;
            if (position < _first)
            {
                return FeedRead.Lost;
            }

            if (position < _next)
            {
                change = _buffer[position % _buffer.Length];
                return FeedRead.Event;
            }

            if (_closed)
            {
                return FeedRead.End;
            }

            changed = (_changed ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            return FeedRead.Wait;
        }
    }

    private async Task FollowAsync(ITaskFeed feed, long after, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var recorded in feed.ReadAsync(Key, after, cancellationToken))
            {
                Publish(recorded.Event, recorded.Version);
            }

            // The task has ended or is gone.
            Close();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The last watcher has left.
        }
        catch (Exception e)
        {
            Log.FollowingFailed(logger, e, Key.Id);
            Close();
        }
    }

    private void Keep(PublishedEvent change)
    {
        var count = (int)(_next - _first);
        if (count == _buffer.Length && count < capacity)
        {
            Widen(Math.Min(capacity, Math.Max(8, count * 2)));
        }

        if (count == _buffer.Length)
        {
            _first++;
        }

        _buffer[_next++ % _buffer.Length] = change;
    }

    private void Widen(int size)
    {
        var wider = new PublishedEvent[size];
        for (var i = _first; i < _next; i++)
        {
            wider[i % size] = _buffer[i % _buffer.Length];
        }

        _buffer = wider;
    }
}

/// <summary>An event with its number in its task.</summary>
internal sealed record PublishedEvent(StreamEvent Event, long Version);

/// <summary>What a watcher finds at its position.</summary>
internal enum FeedRead
{
    /// <summary>An event.</summary>
    Event,

    /// <summary>Nothing yet.</summary>
    Wait,

    /// <summary>Nothing, and nothing will come.</summary>
    End,

    /// <summary>The watcher is too late: the event is no longer kept.</summary>
    Lost,
}
