using A2AAgent.Client.Calls;
using A2AAgent.Client.Transports.Http;
using A2AAgent.Protobuf.Mapping;
using A2AAgent.Protocol.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Client.Transports.Grpc;

/// <summary>Calls an agent by gRPC (specification, section 10).</summary>
internal sealed class GrpcTransport(AgentChannel channel) : IAgentService
{
    private readonly GrpcCalls _calls = new(channel);

    public ValueTask<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CallContext context, CancellationToken cancellationToken) =>
        _calls.CallAsync(OperationNames.SendMessage, request, ProtoMap.ToProto, Wire.SendMessageResponse.Parser, ProtoMap.FromProto, context, cancellationToken);

    public ValueTask<IAsyncEnumerable<StreamEvent>> SendStreamingMessageAsync(SendMessageRequest request, CallContext context, CancellationToken cancellationToken) =>
        _calls.StreamAsync(OperationNames.SendStreamingMessage, request, ProtoMap.ToProto, context, cancellationToken);

    public ValueTask<AgentTask> GetTaskAsync(GetTaskRequest request, CallContext context, CancellationToken cancellationToken) =>
        _calls.CallAsync(OperationNames.GetTask, request, ProtoMap.ToProto, Wire.Task.Parser, ProtoMap.FromProto, context, cancellationToken);

    public ValueTask<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CallContext context, CancellationToken cancellationToken) =>
        _calls.CallAsync(OperationNames.ListTasks, request, ProtoMap.ToProto, Wire.ListTasksResponse.Parser, ProtoMap.FromProto, context, cancellationToken);

    public ValueTask<AgentTask> CancelTaskAsync(CancelTaskRequest request, CallContext context, CancellationToken cancellationToken) =>
        _calls.CallAsync(OperationNames.CancelTask, request, ProtoMap.ToProto, Wire.Task.Parser, ProtoMap.FromProto, context, cancellationToken);

    public ValueTask<IAsyncEnumerable<StreamEvent>> SubscribeToTaskAsync(SubscribeToTaskRequest request, CallContext context, CancellationToken cancellationToken) =>
        _calls.StreamAsync(OperationNames.SubscribeToTask, request, ProtoMap.ToProto, context, cancellationToken);

    public ValueTask<TaskPushNotificationConfig> CreateTaskPushNotificationConfigAsync(TaskPushNotificationConfig request, CallContext context, CancellationToken cancellationToken) =>
        _calls.CallAsync(
            OperationNames.CreateTaskPushNotificationConfig, request, ProtoMap.ToProto, Wire.TaskPushNotificationConfig.Parser, ProtoMap.FromProto, context, cancellationToken);

    public ValueTask<TaskPushNotificationConfig> GetTaskPushNotificationConfigAsync(GetTaskPushNotificationConfigRequest request, CallContext context, CancellationToken cancellationToken) =>
        _calls.CallAsync(
            OperationNames.GetTaskPushNotificationConfig, request, ProtoMap.ToProto, Wire.TaskPushNotificationConfig.Parser, ProtoMap.FromProto, context, cancellationToken);

    public ValueTask<ListTaskPushNotificationConfigsResponse> ListTaskPushNotificationConfigsAsync(ListTaskPushNotificationConfigsRequest request, CallContext context, CancellationToken cancellationToken) =>
        _calls.CallAsync(
            OperationNames.ListTaskPushNotificationConfigs, request, ProtoMap.ToProto, Wire.ListTaskPushNotificationConfigsResponse.Parser, ProtoMap.FromProto, context, cancellationToken);

    public async ValueTask DeleteTaskPushNotificationConfigAsync(DeleteTaskPushNotificationConfigRequest request, CallContext context, CancellationToken cancellationToken) =>
        await _calls.CallAsync(
            OperationNames.DeleteTaskPushNotificationConfig, request, ProtoMap.ToProto, Empty.Parser, static _ => default(Nothing), context, cancellationToken).ConfigureAwait(false);

    public ValueTask<AgentCard> GetExtendedAgentCardAsync(GetExtendedAgentCardRequest request, CallContext context, CancellationToken cancellationToken) =>
        _calls.CallAsync(OperationNames.GetExtendedAgentCard, request, ProtoMap.ToProto, Wire.AgentCard.Parser, ProtoMap.FromProto, context, cancellationToken);
}
