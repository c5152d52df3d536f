using A2AAgent.Protobuf.Mapping;
using Google.Protobuf.WellKnownTypes;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Grpc;

/// <summary>The methods of the gRPC binding (specification, section 10.4); named by generated code.</summary>
public static class GrpcMethods
{
    /// <summary>The names of all methods.</summary>
    internal static readonly string[] Names =
    [
        nameof(SendMessage), nameof(SendStreamingMessage), nameof(GetTask), nameof(ListTasks), nameof(CancelTask), nameof(SubscribeToTask),
        nameof(CreateTaskPushNotificationConfig), nameof(GetTaskPushNotificationConfig), nameof(ListTaskPushNotificationConfigs),
        nameof(DeleteTaskPushNotificationConfig), nameof(GetExtendedAgentCard),
    ];

    /// <summary>Section 10.4.1.</summary>
    public static GrpcMethod SendMessage { get; } = GrpcMethod.Unary(Wire.SendMessageRequest.Parser, ProtoMap.FromProto,
        static (service, request, context, ct) => service.SendMessageAsync(request, context, ct), ProtoMap.ToProto);

    /// <summary>Section 10.4.2.</summary>
    public static GrpcMethod SendStreamingMessage { get; } = GrpcMethod.Stream(Wire.SendMessageRequest.Parser, ProtoMap.FromProto,
        static (service, request, context, ct) => service.SendStreamingMessageAsync(request, context, ct));

    /// <summary>Section 10.4.3.</summary>
    public static GrpcMethod GetTask { get; } = GrpcMethod.Unary(Wire.GetTaskRequest.Parser, static (value, _) => ProtoMap.FromProto(value),
        static (service, request, context, ct) => service.GetTaskAsync(request, context, ct), ProtoMap.ToProto);

    /// <summary>Section 10.4.4.</summary>
    public static GrpcMethod ListTasks { get; } = GrpcMethod.Unary(Wire.ListTasksRequest.Parser, static (value, _) => ProtoMap.FromProto(value),
        static (service, request, context, ct) => service.ListTasksAsync(request, context, ct), ProtoMap.ToProto);

    /// <summary>Section 10.4.5.</summary>
    public static GrpcMethod CancelTask { get; } = GrpcMethod.Unary(Wire.CancelTaskRequest.Parser, ProtoMap.FromProto,
        static (service, request, context, ct) => service.CancelTaskAsync(request, context, ct), ProtoMap.ToProto);

    /// <summary>Section 10.4.6.</summary>
    public static GrpcMethod SubscribeToTask { get; } = GrpcMethod.Stream(Wire.SubscribeToTaskRequest.Parser, static (value, _) => ProtoMap.FromProto(value),
        static (service, request, context, ct) => service.SubscribeToTaskAsync(request, context, ct));

    /// <summary>Section 10.4.7.</summary>
    public static GrpcMethod CreateTaskPushNotificationConfig { get; } = GrpcMethod.Unary(Wire.TaskPushNotificationConfig.Parser, static (value, _) => ProtoMap.FromProto(value),
        static (service, request, context, ct) => service.CreateTaskPushNotificationConfigAsync(request, context, ct), ProtoMap.ToProto);

    /// <summary>Section 10.4.8.</summary>
    public static GrpcMethod GetTaskPushNotificationConfig { get; } = GrpcMethod.Unary(Wire.GetTaskPushNotificationConfigRequest.Parser, static (value, _) => ProtoMap.FromProto(value),
        static (service, request, context, ct) => service.GetTaskPushNotificationConfigAsync(request, context, ct), ProtoMap.ToProto);

    /// <summary>Section 10.4.9.</summary>
    public static GrpcMethod ListTaskPushNotificationConfigs { get; } = GrpcMethod.Unary(Wire.ListTaskPushNotificationConfigsRequest.Parser, static (value, _) => ProtoMap.FromProto(value),
        static (service, request, context, ct) => service.ListTaskPushNotificationConfigsAsync(request, context, ct), ProtoMap.ToProto);

    /// <summary>Section 10.4.10.</summary>
    public static GrpcMethod DeleteTaskPushNotificationConfig { get; } = GrpcMethod.Unary(Wire.DeleteTaskPushNotificationConfigRequest.Parser, static (value, _) => ProtoMap.FromProto(value),
        static async (service, request, context, ct) =>
        {
            await service.DeleteTaskPushNotificationConfigAsync(request, context, ct);
            return new Empty();
        },
        static empty => empty);

    /// <summary>Section 10.4.11.</summary>
    public static GrpcMethod GetExtendedAgentCard { get; } = GrpcMethod.Unary(Wire.GetExtendedAgentCardRequest.Parser, static (value, _) => ProtoMap.FromProto(value),
        static (service, request, context, ct) => service.GetExtendedAgentCardAsync(request, context, ct), ProtoMap.ToProto);
}
