using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Execution;
using A2AAgent.Server.Push.Delivery;

namespace A2AAgent.Server.Push.Outbox;

/// <summary>
/// Sends to one webhook that this process has claimed: event by event, in their order, each noted when the receiver has it. Whoever claims
/// the webhook after this process has died sends again at most what was not yet noted.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer or wait handle to free, and a delivery under way may still use it.")]
internal sealed class OutboxQueue(ClaimedWebhook webhook, IPushOutbox outbox, PushDelivery delivery, TimeProvider time, Action<OutboxQueue> ended) : IDeliveryRun
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>For longer than this a claim is not worth holding.</summary>
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _deleted = new();
    private int _failures = webhook.Failures;
    private int _attempts = webhook.Attempts;
    private long _sent = webhook.Sent;
    private volatile bool _lost;

    public ClaimedWebhook Webhook => webhook;

    public string Owner => webhook.Config.Key.Owner;

    public bool HasFailed => Volatile.Read(ref _failures) > 0;

    /// <summary>True when the claim had ended before the work: another replica sends to the webhook now, or it goes elsewhere.</summary>
    public bool IsLost => _lost;

    /// <summary>The newest event that the webhook has.</summary>
    public long Sent => Volatile.Read(ref _sent);

    public void Delete() => _ = _deleted.CancelAsync();

    public async Task RunAsync()
    {
        try
        {
            var state = webhook.IsGone ? await GiveUpAllAsync(DeadLetters.Gone, problem: null)
                : webhook.Events.Count == 0 ? await GiveUpAllAsync(DeadLetters.Damaged, "its events are not in the store")
                : ClaimState.Held;
            for (var events = webhook.Events; state == ClaimState.Held; events = await ReadAsync(state))
            {
                state = events.Count == 0 ? await ReleaseAsync() : await DeliverAsync(events);
            }

            _lost = state == ClaimState.Lost;
        }
        finally
        {
            ended(this);
        }
    }

    private async Task<ClaimState> DeliverAsync(IReadOnlyList<OutboxEvent> events)
    {
        delivery.Metrics.Queued(events.Count);
        try
        {
            var state = ClaimState.Held;
            for (var i = 0; i < events.Count && state == ClaimState.Held; i++)
            {
                state = await DeliverAsync(events[i], isLast: i == events.Count - 1);
            }

            return state;
        }
        finally
        {
            delivery.Metrics.Settled(events.Count);
        }
    }

    private async Task<ClaimState> DeliverAsync(OutboxEvent recorded, bool isLast)
    {
        if (Prepare(recorded) is not { } item)
        {
            return await GiveUpAsync(recorded.Version, isLast, DeadLetters.Damaged, "it is damaged in the store");
        }

        while (true)
        {
            var attempt = await delivery.AttemptAsync(webhook.Config, item, _attempts + 1, HasFailed, _deleted.Token, () => outbox.Holds(webhook));
            if (attempt.Outcome == AttemptOutcome.Delivered)
            {
                _failures = 0;
                return await AdvanceAsync(item.Sequence, isLast);
            }

            if (attempt.Outcome == AttemptOutcome.Canceled)
            {
                return await ReleaseAsync();
            }

            var step = delivery.Retries.Next(attempt, ++_attempts, ++_failures);
            if (step.Reason is { } reason)
            {
                return step.All ? await GiveUpAllAsync(reason, attempt.Text) : await GiveUpAsync(item.Sequence, isLast, reason, attempt.Text);
            }

            var config = webhook.Config;
            Log.PushRetried(delivery.Logger, item.Sequence, config.Key.Id, config.Id, config.Receiver, attempt.Text, step.Pause);
            if (await PauseAsync(step.Pause) is var state and not ClaimState.Held)
            {
                return state;
            }
        }
    }

    /// <summary>Noted before the pause: neither a restart nor another replica tries earlier, or more often.</summary>
    private async Task<ClaimState> PauseAsync(TimeSpan pause)
    {
        var failure = new OutboxFailure(_attempts, _failures, pause, Release: pause > ShortPause || delivery.IsDraining);
        var state = await PatientlyAsync(() => outbox.FailAsync(webhook, failure, CancellationToken.None));
        if (state == ClaimState.Held)
        {
            await delivery.PauseAsync(pause, _deleted.Token);
        }

        return state;
    }

    private Task<ClaimState> AdvanceAsync(long sequence, bool isLast)
    {
        Volatile.Write(ref _sent, sequence);
        _attempts = 0;
        return PatientlyAsync(() => outbox.AdvanceAsync(webhook, sequence, _failures, release: isLast, CancellationToken.None));
    }

    private async Task<ClaimState> GiveUpAsync(long sequence, bool isLast, string reason, string problem)
    {
        var state = await AdvanceAsync(sequence, isLast);
        if (state != ClaimState.Lost)
        {
            GivenUp(1, reason, problem);
        }

        return state;
    }

    private async Task<ClaimState> GiveUpAllAsync(string reason, string? problem)
    {
        var before = Sent;
        var last = await PatientlyAsync(() => outbox.GiveUpAllAsync(webhook, reason == DeadLetters.Gone, CancellationToken.None));
        if (last is not { } sent)
        {
            return ClaimState.Lost;
        }

        Volatile.Write(ref _sent, sent);
        GivenUp((int)(sent - before), reason, problem);
        return ClaimState.Released;
    }

    private void GivenUp(int count, string reason, string? problem)
    {
        delivery.Metrics.DeadLetter(count, reason);
        if (problem is not null)
        {
            var config = webhook.Config;
            Log.PushGivenUp(delivery.Logger, count, config.Key.Id, config.Id, config.Receiver, reason, problem);
        }
    }

    /// <summary>Once: a claim that nobody works on is found and taken up again.</summary>
    private async Task<ClaimState> ReleaseAsync()
    {
        try
        {
            await outbox.ReleaseAsync(webhook, CancellationToken.None);
        }
        catch (AgentException e) when (e.Error == AgentError.Unavailable)
        {
            // The loop says so often enough.
        }

        return ClaimState.Released;
    }

    private async Task<IReadOnlyList<OutboxEvent>> ReadAsync(ClaimState state) => state != ClaimState.Held
        ? []
        : await PatientlyAsync(() => outbox.ReadAsync(webhook, Sent, CancellationToken.None)) ?? [];

    /// <summary>
    /// While the store is away, what was delivered is not forgotten: it is noted when the store is back. At the end of the process there is
    /// no time for that, and the next one sends it again.
    /// </summary>
    private async Task<TResult?> PatientlyAsync<TResult>(Func<ValueTask<TResult>> call)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (AgentException e) when (e.Error == AgentError.Unavailable)
            {
                if (delivery.Ended.IsCancellationRequested)
                {
                    return default;
                }

                await Task.Delay(RetryInterval, time, delivery.Ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private PushNotification? Prepare(OutboxEvent recorded)
    {
        try
        {
            return Read(recorded) is { } change ? new PushNotification(recorded.Version, webhook.Config.Format.ToUtf8Json(change), webhook.TraceParent) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private StreamEvent? Read(OutboxEvent recorded)
    {
        if (!recorded.IsTask)
        {
            return ProtocolJson.FromOwnUtf8(recorded.Json.Span, ProtocolJson.Context.StreamEvent);
        }

        var task = ProtocolJson.FromOwnUtf8<AgentTask?>(recorded.Json.Span, ProtocolJson.Context.AgentTask!);
        return task is null ? null : StreamEvent.From(task.WithHistoryLength(webhook.HistoryLength));
    }
}
