using A2AAgent.Protocol;
using A2AAgent.Server.Execution;
using A2AAgent.Server.Push.Configs;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Push;

/// <summary>
/// Keeps the webhooks of tasks, under the task's key and the webhook's own identifier, and sends them the events: from the memory of this
/// process, or from an outbox that all replicas share.
/// </summary>
/// <remarks>Every method may be called from any thread.</remarks>
internal interface IWebhooks : IEventSink
{
    /// <summary>Adds a webhook, which gets what happens from now on, or replaces the one of the same identifier, which goes on.</summary>
    /// <exception cref="AgentException">There is no such task, it has as many as it may (<see cref="AgentError.InvalidParams"/>), or there is no room.</exception>
    ValueTask SaveAsync(PushConfig config, CancellationToken cancellationToken);

    /// <summary>The webhooks of a task, the oldest first.</summary>
    ValueTask<IReadOnlyList<PushConfig>> ListAsync(TaskKey key, CancellationToken cancellationToken);

    /// <summary>Removes a webhook if it is there: nothing is sent to it any more (specification, section 3.1.10).</summary>
    ValueTask RemoveAsync(TaskKey key, string id, CancellationToken cancellationToken);

    /// <summary>Removes the webhooks of a task that is gone. What waits for them is still sent.</summary>
    ValueTask ForgetAsync(TaskKey key, CancellationToken cancellationToken);

    /// <summary>Begins a turn with a webhook. One that is new gets the task as the turn begins, and then every event after that.</summary>
    ValueTask<TaskRunner> BeginAsync(InlineWebhook webhook, Func<ValueTask<TaskRunner>> begin, CancellationToken cancellationToken);

    /// <summary>Begins to send.</summary>
    void Start();

    /// <summary>Sends what the drained tasks have left, as far as the limit allows, and ends.</summary>
    Task DrainAsync(TimeSpan limit);
}
