using A2AAgent.Protocol;

namespace A2AAgent.Server.Operations;

/// <summary>Stands in front of a service and passes everything on that it does not change.</summary>
internal abstract class AgentServiceLayer(IAgentService next) : IAgentService
{
    protected IAgentService Next { get; } = next;

    public virtual ValueTask<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CallContext context, CancellationToken cancellationToken) =>
        Next.SendMessageAsync(request, context, cancellationToken);

    public virtual ValueTask<IAsyncEnumerable<StreamEvent>> SendStreamingMessageAsync(SendMessageRequest request, CallContext context, CancellationToken cancellationToken) =>
        Next.SendStreamingMessageAsync(request, context, cancellationToken);

    public virtual ValueTask<AgentTask> GetTaskAsync(GetTaskRequest request, CallContext context, CancellationToken cancellationToken) =>
        Next.GetTaskAsync(request, context, cancellationToken);

    public virtual ValueTask<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CallContext context, CancellationToken cancellationToken) =>
        Next.ListTasksAsync(request, context, cancellationToken);

    public virtual ValueTask<AgentTask> CancelTaskAsync(CancelTaskRequest request, CallContext context, CancellationToken cancellationToken) =>
        Next.CancelTaskAsync(request, context, cancellationToken);

    public virtual ValueTask<IAsyncEnumerable<StreamEvent>> SubscribeToTaskAsync(SubscribeToTaskRequest request, CallContext context, CancellationToken cancellationToken) =>
        Next.SubscribeToTaskAsync(request, context, cancellationToken);

    public virtual ValueTask<TaskPushNotificationConfig> CreateTaskPushNotificationConfigAsync(TaskPushNotificationConfig request, CallContext context, CancellationToken cancellationToken) =>
        Next.CreateTaskPushNotificationConfigAsync(request, context, cancellationToken);

    public virtual ValueTask<TaskPushNotificationConfig> GetTaskPushNotificationConfigAsync(GetTaskPushNotificationConfigRequest request, CallContext context, CancellationToken cancellationToken) =>
        Next.GetTaskPushNotificationConfigAsync(request, context, cancellationToken);

    public virtual ValueTask<ListTaskPushNotificationConfigsResponse> ListTaskPushNotificationConfigsAsync(ListTaskPushNotificationConfigsRequest request, CallContext context, CancellationToken cancellationToken) =>
        Next.ListTaskPushNotificationConfigsAsync(request, context, cancellationToken);

    public virtual ValueTask DeleteTaskPushNotificationConfigAsync(DeleteTaskPushNotificationConfigRequest request, CallContext context, CancellationToken cancellationToken) =>
        Next.DeleteTaskPushNotificationConfigAsync(request, context, cancellationToken);

    public virtual ValueTask<AgentCard> GetExtendedAgentCardAsync(GetExtendedAgentCardRequest request, CallContext context, CancellationToken cancellationToken) =>
        Next.GetExtendedAgentCardAsync(request, context, cancellationToken);
}
