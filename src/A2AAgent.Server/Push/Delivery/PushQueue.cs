using System.Diagnostics.CodeAnalysis;
using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Push.Configs;

namespace A2AAgent.Server.Push.Delivery;

/// <summary>
/// Sends the events of a task to one webhook, in their order, each until the receiver has it or it is given up. Runs only while some
/// wait.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer or wait handle to free, and a delivery under way may still use it.")]
internal sealed class PushQueue(PushConfig config, PushDelivery delivery) : IDeliveryRun
{
    private readonly Lock _gate = new();
    private readonly PushBacklog _waiting = delivery.NewBacklog();
    private readonly CancellationTokenSource _deleted = new();
    private PushConfig _config = config;
    private long _begun;
    private int _failures;
    private bool _held;
    private bool _running;
    private bool _gone;
    private bool _saidFull;

    /// <summary>The webhook as it was last set.</summary>
    public PushConfig Config => Volatile.Read(ref _config);

    /// <summary>Takes what its client has set anew: another address, another credential. What waits goes there.</summary>
    public void Replace(PushConfig config)
    {
        lock (_gate)
        {
            _config = config;
            _gone = false;
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
            _waiting.RemoveUpTo(snapshot.Sequence);
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

            if (_gone)
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
            _waiting.Clear();
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
            var attempt = await delivery.AttemptAsync(Config, item.Notification, attempts, hasFailed: _failures > 0, _deleted.Token);
            if (attempt.Outcome == AttemptOutcome.Delivered)
            {
                Succeeded();
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

    private void Succeeded()
    {
        lock (_gate)
        {
            _failures = 0;
            _saidFull = false;
        }
    }

    private void GiveUp(string reason, bool all, string problem)
    {
        var count = 1;
        lock (_gate)
        {
            _gone |= reason == DeadLetters.Gone;
            count += all ? _waiting.Clear() : 0;
            _failures = all ? 0 : _failures;
        }

        delivery.Metrics.DeadLetter(count, reason);
        Log.PushGivenUp(delivery.Logger, count, Config.Key.Id, Config.Id, Config.Receiver, reason, problem);
    }

    private void Add(PushEvent item)
    {
        var (dropped, reason) = _waiting.Add(item);
        if (dropped == 0)
        {
            return;
        }

        delivery.Metrics.DeadLetter(dropped, reason);
        if (!_saidFull)
        {
            // Once, until something is delivered: it goes on with every further event.
            _saidFull = true;
            Log.PushQueueFull(delivery.Logger, Config.Key.Id, Config.Id, Config.Receiver, reason);
        }
    }

    private void StartIfNeeded()
    {
        lock (_gate)
        {
            if (_running || _held || _waiting.IsEmpty)
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
            var first = _waiting.Take();
            _running = first is not null;
            return first;
        }
    }
}
