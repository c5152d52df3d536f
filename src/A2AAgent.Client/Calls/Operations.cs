using A2AAgent.Client.Diagnostics;
using A2AAgent.Protocol.Diagnostics;

namespace A2AAgent.Client.Calls;

/// <summary>The 11 operations (specification, section 3.1).</summary>
internal static class Operations
{
    public static readonly Operation<SendMessageRequest, SendMessageResponse> SendMessage = new(
        OperationNames.SendMessage, static (agent, request, context, ct) => agent.SendMessageAsync(request, context, ct),
        static (request, tenant) => request.Tenant.Length > 0 ? request : request with { Tenant = tenant }, IdsOf);

    public static readonly Operation<SendMessageRequest, IAsyncEnumerable<StreamEvent>> SendStreamingMessage = new(
        OperationNames.SendStreamingMessage, static (agent, request, context, ct) => agent.SendStreamingMessageAsync(request, context, ct),
        SendMessage.WithTenant, IdsOf);

    public static readonly Operation<GetTaskRequest, AgentTask> GetTask = new(
        OperationNames.GetTask, static (agent, request, context, ct) => agent.GetTaskAsync(request, context, ct),
        static (request, tenant) => request.Tenant.Length > 0 ? request : request with { Tenant = tenant },
        static request => new CallIds(Task: request.Id, Tenant: request.Tenant));

    public static readonly Operation<ListTasksRequest, ListTasksResponse> ListTasks = new(
        OperationNames.ListTasks, static (agent, request, context, ct) => agent.ListTasksAsync(request, context, ct),
        static (request, tenant) => request.Tenant.Length > 0 ? request : request with { Tenant = tenant },
        static request => new CallIds(Context: request.ContextId, Tenant: request.Tenant));

    public static readonly Operation<CancelTaskRequest, AgentTask> CancelTask = new(
        OperationNames.CancelTask, static (agent, request, context, ct) => agent.CancelTaskAsync(request, context, ct),
        static (request, tenant) => request.Tenant.Length > 0 ? request : request with { Tenant = tenant },
        static request => new CallIds(Task: request.Id, Tenant: request.Tenant));

    public static readonly Operation<SubscribeToTaskRequest, IAsyncEnumerable<StreamEvent>> SubscribeToTask = new(
        OperationNames.SubscribeToTask, static (agent, request, context, ct) => agent.SubscribeToTaskAsync(request, context, ct),
        static (request, tenant) => request.Tenant.Length > 0 ? request : request with { Tenant = tenant },
        static request => new CallIds(Task: request.Id, Tenant: request.Tenant));

    public static readonly Operation<TaskPushNotificationConfig, TaskPushNotificationConfig> CreateTaskPushNotificationConfig = new(
        OperationNames.CreateTaskPushNotificationConfig, static (agent, request, context, ct) => agent.CreateTaskPushNotificationConfigAsync(request, context, ct),
        static (request, tenant) => request.Tenant.Length > 0 ? request : request with { Tenant = tenant },
        static request => new CallIds(Task: request.TaskId, Tenant: request.Tenant));

    public static readonly Operation<GetTaskPushNotificationConfigRequest, TaskPushNotificationConfig> GetTaskPushNotificationConfig = new(
        OperationNames.GetTaskPushNotificationConfig, static (agent, request, context, ct) => agent.GetTaskPushNotificationConfigAsync(request, context, ct),
        static (request, tenant) => request.Tenant.Length > 0 ? request : request with { Tenant = tenant },
        static request => new CallIds(Task: request.TaskId, Tenant: request.Tenant));

    public static readonly Operation<ListTaskPushNotificationConfigsRequest, ListTaskPushNotificationConfigsResponse> ListTaskPushNotificationConfigs = new(
        OperationNames.ListTaskPushNotificationConfigs, static (agent, request, context, ct) => agent.ListTaskPushNotificationConfigsAsync(request, context, ct),
        static (request, tenant) => request.Tenant.Length > 0 ? request : request with { Tenant = tenant },
        static request => new CallIds(Task: request.TaskId, Tenant: request.Tenant));

    public static readonly Operation<DeleteTaskPushNotificationConfigRequest, Nothing> DeleteTaskPushNotificationConfig = new(
        OperationNames.DeleteTaskPushNotificationConfig,
        static async (agent, request, context, ct) =>
        {
            await agent.DeleteTaskPushNotificationConfigAsync(request, context, ct).ConfigureAwait(false);
            return default;
        },
        static (request, tenant) => request.Tenant.Length > 0 ? request : request with { Tenant = tenant },
        static request => new CallIds(Task: request.TaskId, Tenant: request.Tenant));

    public static readonly Operation<GetExtendedAgentCardRequest, AgentCard> GetExtendedAgentCard = new(
        OperationNames.GetExtendedAgentCard, static (agent, request, context, ct) => agent.GetExtendedAgentCardAsync(request, context, ct),
        static (request, tenant) => request.Tenant.Length > 0 ? request : request with { Tenant = tenant },
        static request => new CallIds(Tenant: request.Tenant));

    private static CallIds IdsOf(SendMessageRequest request) => new(request.Message.TaskId, request.Message.ContextId, request.Message.MessageId, request.Tenant);
}

/// <summary>The result of an operation that has none.</summary>
internal readonly record struct Nothing;
