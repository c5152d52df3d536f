using A2AAgent.Protocol;
using A2AAgent.Server.Push.Configs;
using A2AAgent.Server.Push.Delivery;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Push.Outbox;

/// <summary>
/// The webhooks of all replicas, kept with the tasks, and how far each has been told: the log of events is what waits for them. The store
/// marks a webhook in the transaction that records a status, so that no event is forgotten whoever dies when.
/// </summary>
/// <remarks>
/// Every method may be called from any thread, and fails with <see cref="AgentError.Unavailable"/> while the store is away. A webhook is
/// sent to by the one replica that has claimed it. A claim ends when the webhook is released, deleted or set to something else, and when
/// another replica takes it over; what is done under a claim that has ended has no effect, and says so.
/// </remarks>
internal interface IPushOutbox
{
    /// <summary>The webhooks that are kept here, and what sends to them: made by the store, so that the binary of an agent without one has none of it.</summary>
    IWebhooks Open(PushDelivery delivery, PushOptions options, TimeProvider time);

    /// <summary>
    /// Keeps a webhook. One that exists, by its identifier or address, is replaced and goes on where it is; a new one gets what happens
    /// from now on or, when it is held, waits until the store records the turn that it came with, and begins with the task at that turn.
    /// </summary>
    ValueTask<OutboxSaved> SaveAsync(OutboxSave save, CancellationToken cancellationToken);

    /// <summary>Removes a webhook that is held still, since its turn did not begin; stays for other calls that brought it, too.</summary>
    ValueTask RemoveHeldAsync(TaskKey key, string id, CancellationToken cancellationToken);

    /// <summary>The webhooks of a task but for those that are held, the oldest first.</summary>
    ValueTask<IReadOnlyList<PushConfig>> ListAsync(TaskKey key, CancellationToken cancellationToken);

    /// <summary>Removes a webhook if it is there.</summary>
    ValueTask RemoveAsync(TaskKey key, string id, CancellationToken cancellationToken);

    /// <summary>Claims webhooks that something waits for and nobody sends to, those that have waited longest first.</summary>
    ValueTask<IReadOnlyList<ClaimedWebhook>> ClaimAsync(OutboxClaim claim, CancellationToken cancellationToken);

    /// <summary>False when the others may have taken over what this process has claimed.</summary>
    bool Holds(ClaimedWebhook webhook);

    /// <summary>What comes after an event.</summary>
    ValueTask<IReadOnlyList<OutboxEvent>> ReadAsync(ClaimedWebhook webhook, long after, CancellationToken cancellationToken);

    /// <summary>Notes that a webhook has an event, or that the event was given up.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="sent">The event's number.</param>
    /// <param name="failures">How many attempts in a row have failed.</param>
    /// <param name="release">True to release the webhook unless there are further events.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<ClaimState> AdvanceAsync(ClaimedWebhook webhook, long sent, int failures, bool release, CancellationToken cancellationToken);

    /// <summary>Notes that an attempt has failed; the next one is not before a pause has passed, whoever makes it.</summary>
    ValueTask<ClaimState> FailAsync(ClaimedWebhook webhook, OutboxFailure failure, CancellationToken cancellationToken);

    /// <summary>Gives up all that waits, and releases the webhook; gives the number of the last event, or null when the claim had ended.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="gone">True when it wants nothing more until it is set anew.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<long?> GiveUpAllAsync(ClaimedWebhook webhook, bool gone, CancellationToken cancellationToken);

    /// <summary>Ends a claim.</summary>
    ValueTask ReleaseAsync(ClaimedWebhook webhook, CancellationToken cancellationToken);

    /// <summary>Removes the webhooks that came with messages whose turns did not begin, since their replicas died. Called now and then.</summary>
    ValueTask RemoveAbandonedAsync(CancellationToken cancellationToken);
}
