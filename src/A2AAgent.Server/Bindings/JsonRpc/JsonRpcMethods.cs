using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Server.Bindings.JsonRpc;

/// <summary>The methods of the JSON-RPC binding (specification, section 9.4); named by generated code.</summary>
public static class JsonRpcMethods
{
    /// <summary>Section 9.4.1.</summary>
    public static JsonRpcMethod SendMessage { get; } = JsonRpcMethod.Unary<SendMessageRequest, SendMessageRequestConverter, SendMessageResponse, SendMessageResponseConverter>(
        static (service, request, context, ct) => service.SendMessageAsync(request, context, ct));

    /// <summary>Section 9.4.2.</summary>
    public static JsonRpcMethod SendStreamingMessage { get; } = JsonRpcMethod.Stream<SendMessageRequest, SendMessageRequestConverter>(
        static (service, request, context, ct) => service.SendStreamingMessageAsync(request, context, ct));

    /// <summary>Section 9.4.3.</summary>
    public static JsonRpcMethod GetTask { get; } = JsonRpcMethod.Unary<GetTaskRequest, GetTaskRequestConverter, AgentTask, AgentTaskConverter>(
        static (service, request, context, ct) => service.GetTaskAsync(request, context, ct));

    /// <summary>Section 9.4.4.</summary>
    public static JsonRpcMethod ListTasks { get; } = JsonRpcMethod.Unary<ListTasksRequest, ListTasksRequestConverter, ListTasksResponse, ListTasksResponseConverter>(
        static (service, request, context, ct) => service.ListTasksAsync(request, context, ct));

    /// <summary>Section 9.4.5.</summary>
    public static JsonRpcMethod CancelTask { get; } = JsonRpcMethod.Unary<CancelTaskRequest, CancelTaskRequestConverter, AgentTask, AgentTaskConverter>(
        static (service, request, context, ct) => service.CancelTaskAsync(request, context, ct));

    /// <summary>Section 9.4.6.</summary>
    public static JsonRpcMethod SubscribeToTask { get; } = JsonRpcMethod.Stream<SubscribeToTaskRequest, SubscribeToTaskRequestConverter>(
        static (service, request, context, ct) => service.SubscribeToTaskAsync(request, context, ct));

    /// <summary>Section 9.4.7.</summary>
    public static JsonRpcMethod CreateTaskPushNotificationConfig { get; } = JsonRpcMethod.Unary<TaskPushNotificationConfig, TaskPushNotificationConfigConverter, TaskPushNotificationConfig, TaskPushNotificationConfigConverter>(
        static (service, request, context, ct) => service.CreateTaskPushNotificationConfigAsync(request, context, ct));

    /// <summary>Section 9.4.7.</summary>
    public static JsonRpcMethod GetTaskPushNotificationConfig { get; } = JsonRpcMethod.Unary<GetTaskPushNotificationConfigRequest, GetTaskPushNotificationConfigRequestConverter, TaskPushNotificationConfig, TaskPushNotificationConfigConverter>(
        static (service, request, context, ct) => service.GetTaskPushNotificationConfigAsync(request, context, ct));

    /// <summary>Section 9.4.7.</summary>
    public static JsonRpcMethod ListTaskPushNotificationConfigs { get; } = JsonRpcMethod.Unary<ListTaskPushNotificationConfigsRequest, ListTaskPushNotificationConfigsRequestConverter, ListTaskPushNotificationConfigsResponse, ListTaskPushNotificationConfigsResponseConverter>(
        static (service, request, context, ct) => service.ListTaskPushNotificationConfigsAsync(request, context, ct));

    /// <summary>Section 9.4.7.</summary>
    public static JsonRpcMethod DeleteTaskPushNotificationConfig { get; } = JsonRpcMethod.Void<DeleteTaskPushNotificationConfigRequest, DeleteTaskPushNotificationConfigRequestConverter>(
        static (service, request, context, ct) => service.DeleteTaskPushNotificationConfigAsync(request, context, ct));

    /// <summary>Section 9.4.8.</summary>
    public static JsonRpcMethod GetExtendedAgentCard { get; } = JsonRpcMethod.Unary<GetExtendedAgentCardRequest, GetExtendedAgentCardRequestConverter, Protocol.AgentCard, AgentCardConverter>(
        static (service, request, context, ct) => service.GetExtendedAgentCardAsync(request, context, ct));
}
