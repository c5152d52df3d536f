using A2AAgent.Protocol;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Push.Configs;

/// <summary>Keeps the webhooks of tasks, under the task's key and the webhook's own identifier.</summary>
/// <remarks>
/// Every method may be called from any thread. What is kept goes with its task, which the store is told by
/// <see cref="RemoveAllAsync"/> or sees for itself. A store that several replicas share also keeps the events that wait for delivery, written in the transaction that
/// records them, so that <see cref="Delivery.PushHub"/>, which knows the webhooks of its own process only, is not in its way.
/// </remarks>
internal interface IPushStore
{
    /// <summary>Adds a webhook, or replaces the one of the same identifier; gives the one that it replaces.</summary>
    /// <exception cref="AgentException">The task has as many as it may (<see cref="AgentError.InvalidParams"/>), or there is no room (<see cref="AgentError.ResourceExhausted"/>).</exception>
    ValueTask<PushConfig?> SaveAsync(PushConfig config, CancellationToken cancellationToken);

    /// <summary>The webhooks of a task, the oldest first.</summary>
    ValueTask<IReadOnlyList<PushConfig>> ListAsync(TaskKey key, CancellationToken cancellationToken);

    /// <summary>Removes a webhook if it is there.</summary>
    ValueTask RemoveAsync(TaskKey key, string id, CancellationToken cancellationToken);

    /// <summary>Removes the webhooks of a task that is gone.</summary>
    ValueTask RemoveAllAsync(TaskKey key, CancellationToken cancellationToken);
}
