namespace A2AAgent.Protocol;

/// <summary>
/// The 11 operations of an agent, once, for every binding and for both ends: a server implements it, a client is one
/// (specification, section 3.1).
/// </summary>
/// <remarks>
/// Implementations are safe for concurrent use. Every failure that the protocol names is an <see cref="AgentException"/>.
/// The streaming operations fail, if they fail, before they return their stream.
/// </remarks>
public interface IAgentService
{
    /// <summary>Sends a message; waits for the task's end or interruption unless the request says otherwise (section 3.1.1).</summary>
    ValueTask<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CallContext context, CancellationToken cancellationToken);

    /// <summary>Sends a message and streams what becomes of it (section 3.1.2).</summary>
    ValueTask<IAsyncEnumerable<StreamEvent>> SendStreamingMessageAsync(SendMessageRequest request, CallContext context, CancellationToken cancellationToken);

    /// <summary>Gets a task (section 3.1.3).</summary>
    ValueTask<AgentTask> GetTaskAsync(GetTaskRequest request, CallContext context, CancellationToken cancellationToken);

    /// <summary>Lists tasks (section 3.1.4).</summary>
    ValueTask<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CallContext context, CancellationToken cancellationToken);

    /// <summary>Cancels a task (section 3.1.5).</summary>
    ValueTask<AgentTask> CancelTaskAsync(CancelTaskRequest request, CallContext context, CancellationToken cancellationToken);

    /// <summary>Streams a task: as it is, then every event after that (section 3.1.6).</summary>
    ValueTask<IAsyncEnumerable<StreamEvent>> SubscribeToTaskAsync(SubscribeToTaskRequest request, CallContext context, CancellationToken cancellationToken);

    /// <summary>Adds a webhook to a task (section 3.1.7).</summary>
    ValueTask<TaskPushNotificationConfig> CreateTaskPushNotificationConfigAsync(TaskPushNotificationConfig request, CallContext context, CancellationToken cancellationToken);

    /// <summary>Gets a webhook of a task (section 3.1.8).</summary>
    ValueTask<TaskPushNotificationConfig> GetTaskPushNotificationConfigAsync(GetTaskPushNotificationConfigRequest request, CallContext context, CancellationToken cancellationToken);

    /// <summary>Lists the webhooks of a task (section 3.1.9).</summary>
    ValueTask<ListTaskPushNotificationConfigsResponse> ListTaskPushNotificationConfigsAsync(ListTaskPushNotificationConfigsRequest request, CallContext context, CancellationToken cancellationToken);

    /// <summary>Removes a webhook from a task; no error when it is gone already (section 3.1.10).</summary>
    ValueTask DeleteTaskPushNotificationConfigAsync(DeleteTaskPushNotificationConfigRequest request, CallContext context, CancellationToken cancellationToken);

    /// <summary>Gets the card that authenticated clients may see (section 3.1.11).</summary>
    ValueTask<AgentCard> GetExtendedAgentCardAsync(GetExtendedAgentCardRequest request, CallContext context, CancellationToken cancellationToken);
}
