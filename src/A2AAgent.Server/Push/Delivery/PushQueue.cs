using System.Diagnostics.CodeAnalysis;
using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Push.Configs;

namespace A2AAgent.Server.Push.Delivery;

/// <summary>
/// The events that wait for one webhook, in the order of their task, each sent until the receiver has it or it is given up. Runs only
/// while there are any.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer or wait handle to free, and a delivery under way may still use it.")]
internal sealed class PushQueue(PushConfig config, PushDelivery delivery)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<PushEvent> _waiting = new();
    private readonly CancellationTokenSource _deleted = new();
    private PushConfig _config = config;
    private long _begun;
    private int _failures;
    private bool _held;
    private bool _running;
    private bool _closed;
    private bool _saidFull;

    /// <summary>The webhook as it was last set.</summary>
    public PushConfig Config => Volatile.Read(ref _config);

    /// <summary>Takes what its client has set anew: another address, another credential. What waits goes there.</summary>
    public void Replace(PushConfig config)
    {
        lock (_gate)
        {
            _config = config;
            _closed = false;
        }
    }

    /// <summary>Collects events without sending them, until <see cref="Begin"/>.</summary>
    public void Hold()
    {
        lock (_gate)
        {
            _held = true;
        }
    }

    /// <summary>Sends the snapshot, and then the events after it.</summary>
    public void Begin(PushEvent snapshot)
    {
        lock (_gate)
        {
            _held = false;
            while (_waiting.First is { } first && first.Value.Sequence <= snapshot.Sequence)
            {
                _waiting.RemoveFirst();
                first.Value.Release();
                delivery.Metrics.Settled(1);
            }

            Add(snapshot);
            _begun = snapshot.Sequence;
        }

        StartIfNeeded();
    }

    /// <summary>Adds an event; the task does not wait for anything.</summary>
    public void Enqueue(PushEvent item)
    {
        lock (_gate)
        {
            if (item.Sequence <= _begun || _deleted.IsCancellationRequested)
            {
                return;
            }

            if (_closed)
            {
                delivery.Metrics.DeadLetter(1, DeadLetters.Gone);
                return;
            }

            Add(item);
        }

        StartIfNeeded();
    }

    /// <summary>Ends it: nothing is sent any more (specification, section 3.1.10).</summary>
    public void Delete()
    {
        // Not awaited: a delivery under way goes on from here.
        _ = _deleted.CancelAsync();
        lock (_gate)
        {
            Clear();
        }
    }

    /// <summary>Sends until nothing waits.</summary>
    public async Task RunAsync()
    {
        while (Take() is { } item)
        {
            try
            {
                await DeliverAsync(item);
            }
            finally
            {
                item.Release();
                delivery.Metrics.Settled(1);
            }
        }
    }

    private async Task DeliverAsync(PushEvent item)
    {
        for (var attempts = 1; ; attempts++)
        {
            var attempt = await delivery.AttemptAsync(Config, item, hasFailed: _failures > 0, _deleted.Token);
            if (attempt.Outcome == AttemptOutcome.Delivered)
            {
                _failures = 0;
                _saidFull = false;
                return;
            }

            if (_deleted.IsCancellationRequested)
            {
                return;
            }

            var step = delivery.IsDraining
                ? RetryStep.GiveUpAll(DeadLetters.Shutdown)
                : delivery.Retries.Next(attempt, attempts, ++_failures);
            if (step.Reason is { } reason)
            {
                GiveUp(reason, step.All, attempt.Text);
                return;
            }

            Log.PushRetried(delivery.Logger, item.Sequence, Config.Key.Id, Config.Id, Config.Receiver, attempt.Text, step.Pause);
            await delivery.PauseAsync(step.Pause, _deleted.Token);
        }
    }

    private void GiveUp(string reason, bool all, string problem)
    {
        var count = 1;
        lock (_gate)
        {
            _closed |= reason == DeadLetters.Gone;
            count += all ? Clear() : 0;
        }

        _failures = all ? 0 : _failures;
        delivery.Metrics.DeadLetter(count, reason);
        Log.PushGivenUp(delivery.Logger, count, Config.Key.Id, Config.Id, Config.Receiver, reason, problem);
    }

    private void StartIfNeeded()
    {
        lock (_gate)
        {
            if (_running || _held || _waiting.Count == 0)
            {
                return;
            }

            _running = true;
        }

        delivery.Start(this);
    }

    private PushEvent? Take()
    {
        lock (_gate)
        {
            var first = _waiting.First;
            _running = first is not null;
            if (first is not null)
            {
                _waiting.RemoveFirst();
            }

            return first?.Value;
        }
    }

    /// <summary>The newest event is worth more than the oldest: it may be the end of the task.</summary>
    private void Add(PushEvent item)
    {
        while (_waiting.Count >= delivery.MaxQueued)
        {
            DropOldest(DeadLetters.QueueFull);
        }

        while (!item.TryHold())
        {
            if (_waiting.Count == 0)
            {
                Dropped(DeadLetters.MemoryFull);
                return;
            }

            DropOldest(DeadLetters.MemoryFull);
        }

        delivery.Metrics.Queued();
        Insert(item);
    }

    /// <summary>At the end, unless the next turn's first event has overtaken the last one of the turn before.</summary>
    private void Insert(PushEvent item)
    {
        var before = _waiting.Last;
        while (before is not null && before.Value.Sequence > item.Sequence)
        {
            before = before.Previous;
        }

        if (before is null)
        {
            _waiting.AddFirst(item);
        }
        else
        {
            _waiting.AddAfter(before, item);
        }
    }

    private void DropOldest(string reason)
    {
        _waiting.First!.Value.Release();
        _waiting.RemoveFirst();
        delivery.Metrics.Settled(1);
        Dropped(reason);
    }

    private void Dropped(string reason)
    {
        delivery.Metrics.DeadLetter(1, reason);
        if (!_saidFull)
        {
            _saidFull = true;
            Log.PushQueueFull(delivery.Logger, Config.Key.Id, Config.Id, Config.Receiver, reason);
        }
    }

    private int Clear()
    {
        var count = _waiting.Count;
        foreach (var item in _waiting)
        {
            item.Release();
        }

        _waiting.Clear();
        delivery.Metrics.Settled(count);
        return count;
    }
}
