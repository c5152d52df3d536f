using System.Diagnostics.CodeAnalysis;
using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Diagnostics.Tracing;
using A2AAgent.Server.Push.Configs;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Push.Delivery;

/// <summary>What the queues of all webhooks share: slots, the sender, the clock, and the end of the process.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The sources have no timer or wait handle to free, and a delivery that is being ended may still use them.")]
internal sealed class PushDelivery(PushSender sender, PushOptions options, PushMetrics metrics, ServerSpans spans, TimeProvider time, ILogger<PushDelivery> logger) : IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private readonly DeliverySlots _slots = new(options);
    private readonly CancellationTokenSource _draining = new();
    private readonly CancellationTokenSource _ended = new();
    private int _running;

    public RetryRule Retries { get; } = new(options);

    public PushMetrics Metrics => metrics;

    public ILogger Logger => logger;

    /// <summary>True when a failed attempt is the last one: there is no time for another.</summary>
    public bool IsDraining => _draining.IsCancellationRequested;

    public PushBacklog NewBacklog() => new(options.MaxQueued, metrics);

    /// <summary>Done when there is no time for anything more.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Runs a queue until it is empty, on a thread and in a context of its own: not the task's.</summary>
    public void Start(IDeliveryRun run)
    {
        Interlocked.Increment(ref _running);
        ThreadPool.UnsafeQueueUserWorkItem(static state => _ = state.Delivery.RunAsync(state.run), (Delivery: this, run), preferLocal: false);
    }

    /// <summary>Sends an event once, as soon as there is a slot.</summary>
    /// <param name="config">The webhook.</param>
    /// <param name="item">The event.</param>
    /// <param name="number">The number of the attempt, from 1.</param>
    /// <param name="hasFailed">Whether the attempt before has failed.</param>
    /// <param name="deleted">Ends the attempt.</param>
    /// <param name="isOurs">Asked when there is a slot: whether it is still this process that sends to the webhook.</param>
    public async Task<Attempt> AttemptAsync(PushConfig config, PushNotification item, int number, bool hasFailed, CancellationToken deleted, Func<bool>? isOurs = null)
    {
        using var canceled = CancellationTokenSource.CreateLinkedTokenSource(deleted, _ended.Token);
        if (!await _slots.EnterAsync(config.Key.Owner, hasFailed, canceled.Token))
        {
            return Attempt.Canceled;
        }

        var began = time.GetTimestamp();
        try
        {
            if (isOurs?.Invoke() is false)
            {
                return Attempt.Canceled;
            }

            var span = PushSpans.Begin(spans, config, item, number);
            var attempt = await sender.SendAsync(config, item, canceled.Token);
            PushSpans.End(span, attempt, Name(attempt.Outcome));
            metrics.Attempted(time.GetElapsedTime(began), Name(attempt.Outcome));
            return attempt;
        }
        finally
        {
            _slots.Leave(config.Key.Owner, hasFailed);
        }
    }

    /// <summary>Waits between two attempts; the end of the process cuts it short.</summary>
    public async Task PauseAsync(TimeSpan pause, CancellationToken deleted)
    {
        using var canceled = CancellationTokenSource.CreateLinkedTokenSource(deleted, _draining.Token);
        await Task.Delay(pause, time, canceled.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Ends all deliveries: what waits is tried once more, and given up when the limit has passed.</summary>
    public async Task DrainAsync(TimeSpan limit)
    {
        if (metrics.Pending > 0)
        {
            Log.PushDraining(logger, metrics.Pending, limit);
        }

        await _draining.CancelAsync();
        await WaitUntilIdleAsync(limit);
        await _ended.CancelAsync();
        await WaitUntilIdleAsync(TimeSpan.FromSeconds(1));
    }

    /// <summary>Ends what still runs in a process that was not shut down in good order.</summary>
    public void Dispose()
    {
        _draining.Cancel();
        _ended.Cancel();
    }

    private async Task WaitUntilIdleAsync(TimeSpan limit)
    {
        var began = time.GetTimestamp();
        while (Volatile.Read(ref _running) > 0 && time.GetElapsedTime(began) < limit)
        {
            await Task.Delay(Poll, time, CancellationToken.None);
        }
    }

    private async Task RunAsync(IDeliveryRun run)
    {
        try
        {
            await run.RunAsync();
        }
        catch (Exception e)
        {
            Log.PushBroken(logger, e);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private static string Name(AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.Delivered => "delivered",
        AttemptOutcome.Failed => "failed",
        AttemptOutcome.Refused => "refused",
        AttemptOutcome.Gone => "gone",
        AttemptOutcome.Closed => "closed",
        _ => "canceled",
    };
}
