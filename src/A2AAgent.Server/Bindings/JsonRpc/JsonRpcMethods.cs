using A2AAgent.Protocol.Json;

namespace A2AAgent.Server.Bindings.JsonRpc;

/// <summary>The methods of the JSON-RPC binding (specification, section 9.4); named by generated code.</summary>
public static class JsonRpcMethods
{
    private static ProtocolJsonContext Json => ProtocolJson.Context;

    /// <summary>Section 9.4.1.</summary>
    public static JsonRpcMethod SendMessage { get; } = JsonRpcMethod.Unary(
        Json.SendMessageRequest, Json.SendMessageResponse, static (service, request, context, ct) => service.SendMessageAsync(request, context, ct));

    /// <summary>Section 9.4.2.</summary>
    public static JsonRpcMethod SendStreamingMessage { get; } = JsonRpcMethod.Stream(
        Json.SendMessageRequest, static (service, request, context, ct) => service.SendStreamingMessageAsync(request, context, ct));

    /// <summary>Section 9.4.3.</summary>
    public static JsonRpcMethod GetTask { get; } = JsonRpcMethod.Unary(
        Json.GetTaskRequest, Json.AgentTask, static (service, request, context, ct) => service.GetTaskAsync(request, context, ct));

    /// <summary>Section 9.4.4.</summary>
    public static JsonRpcMethod ListTasks { get; } = JsonRpcMethod.Unary(
        Json.ListTasksRequest, Json.ListTasksResponse, static (service, request, context, ct) => service.ListTasksAsync(request, context, ct));

    /// <summary>Section 9.4.5.</summary>
    public static JsonRpcMethod CancelTask { get; } = JsonRpcMethod.Unary(
        Json.CancelTaskRequest, Json.AgentTask, static (service, request, context, ct) => service.CancelTaskAsync(request, context, ct));

    /// <summary>Section 9.4.6.</summary>
    public static JsonRpcMethod SubscribeToTask { get; } = JsonRpcMethod.Stream(
        Json.SubscribeToTaskRequest, static (service, request, context, ct) => service.SubscribeToTaskAsync(request, context, ct));

    /// <summary>Section 9.4.7.</summary>
    public static JsonRpcMethod CreateTaskPushNotificationConfig { get; } = JsonRpcMethod.Unary(
        Json.TaskPushNotificationConfig, Json.TaskPushNotificationConfig,
        static (service, request, context, ct) => service.CreateTaskPushNotificationConfigAsync(request, context, ct));

    /// <summary>Section 9.4.7.</summary>
    public static JsonRpcMethod GetTaskPushNotificationConfig { get; } = JsonRpcMethod.Unary(
        Json.GetTaskPushNotificationConfigRequest, Json.TaskPushNotificationConfig,
        static (service, request, context, ct) => service.GetTaskPushNotificationConfigAsync(request, context, ct));

    /// <summary>Section 9.4.7.</summary>
    public static JsonRpcMethod ListTaskPushNotificationConfigs { get; } = JsonRpcMethod.Unary(
        Json.ListTaskPushNotificationConfigsRequest, Json.ListTaskPushNotificationConfigsResponse,
        static (service, request, context, ct) => service.ListTaskPushNotificationConfigsAsync(request, context, ct));

    /// <summary>Section 9.4.7.</summary>
    public static JsonRpcMethod DeleteTaskPushNotificationConfig { get; } = JsonRpcMethod.Void(
        Json.DeleteTaskPushNotificationConfigRequest,
        static (service, request, context, ct) => service.DeleteTaskPushNotificationConfigAsync(request, context, ct));

    /// <summary>Section 9.4.8.</summary>
    public static JsonRpcMethod GetExtendedAgentCard { get; } = JsonRpcMethod.Unary(
        Json.GetExtendedAgentCardRequest, Json.AgentCard, static (service, request, context, ct) => service.GetExtendedAgentCardAsync(request, context, ct));
}
