using A2AAgent.Protocol;
using A2AAgent.Server.Execution;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Push;

/// <summary>
/// The operations on webhooks (specification, sections 3.1.7 to 3.1.10), and those that come with a message. Behind an interface, so that
/// the binary of an agent without push notifications has none of it.
/// </summary>
internal interface IPushOperations
{
    /// <summary>Sets a webhook. Also that of a task that has ended: nothing is sent to it then.</summary>
    /// <exception cref="AgentException">A field is wrong, there is no such task, or it has too many webhooks.</exception>
    ValueTask<TaskPushNotificationConfig> CreateAsync(TaskKey key, TaskPushNotificationConfig request, CallContext context, CancellationToken cancellationToken);

    /// <exception cref="AgentException">There is no such task, or no such webhook.</exception>
    ValueTask<TaskPushNotificationConfig> GetAsync(TaskKey key, string id, CancellationToken cancellationToken);

    /// <exception cref="AgentException">There is no such task, or the page is wrong.</exception>
    ValueTask<ListTaskPushNotificationConfigsResponse> ListAsync(TaskKey key, ListTaskPushNotificationConfigsRequest request, CancellationToken cancellationToken);

    /// <summary>Deletes a webhook; it need not exist, but its task must.</summary>
    /// <exception cref="AgentException">There is no such task.</exception>
    ValueTask DeleteAsync(TaskKey key, string id, CancellationToken cancellationToken);

    /// <exception cref="AgentException">The webhook that comes with a message is wrong.</exception>
    void CheckInline(TaskPushNotificationConfig config, Message message);

    /// <summary>
    /// Begins a turn with the webhook that came with its message. A webhook that is new begins like a stream: with the task, and then
    /// every event after that.
    /// </summary>
    ValueTask<TaskRunner> BeginAsync(
        TaskKey key, SendMessageConfiguration configuration, CallContext context, Func<ValueTask<TaskRunner>> begin, CancellationToken cancellationToken);

    /// <summary>Sets the webhook that comes with a message that is repeated, unless the task has it.</summary>
    /// <exception cref="AgentException">There is no such task any more, or it has too many webhooks.</exception>
    ValueTask SetAgainAsync(TaskKey key, TaskPushNotificationConfig given, CallContext context, CancellationToken cancellationToken);

    /// <summary>Forgets the webhooks of a task that is gone.</summary>
    ValueTask ForgetAsync(TaskKey key, CancellationToken cancellationToken);
}
