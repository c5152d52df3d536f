using A2AAgent.Protobuf.Mapping;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Tests.Protobuf;

/// <summary>Every record of the protocol.</summary>
internal static class Carriers
{
    private static readonly ProtocolJsonContext Types = ProtocolJson.Context;

    public static Carrier<AgentTask, Wire.Task> Task { get; } = new(Types.AgentTask, Wire.Task.Parser, ProtoMap.ToProto, ProtoMap.FromProto);

    public static Carrier<Message, Wire.Message> Message { get; } = new(Types.Message, Wire.Message.Parser, ProtoMap.ToProto, ProtoMap.FromProto);

    public static Carrier<Part, Wire.Part> Part { get; } = new(Types.Part, Wire.Part.Parser, ProtoMap.ToProto, ProtoMap.FromProto);

    public static Carrier<StreamEvent, Wire.StreamResponse> Event { get; } =
        new(Types.StreamEvent, Wire.StreamResponse.Parser, ProtoMap.ToProto, ProtoMap.FromProto);

    public static Carrier<AgentCard, Wire.AgentCard> Card { get; } = new(Types.AgentCard, Wire.AgentCard.Parser, ProtoMap.ToProto, ProtoMap.FromProto);

    public static Carrier<SendMessageRequest, Wire.SendMessageRequest> SendMessage { get; } =
        new(Types.SendMessageRequest, Wire.SendMessageRequest.Parser, ProtoMap.ToProto, ProtoMap.FromProto);

    public static Carrier<ListTasksRequest, Wire.ListTasksRequest> ListTasks { get; } =
        new(Types.ListTasksRequest, Wire.ListTasksRequest.Parser, ProtoMap.ToProto, ProtoMap.FromProto);

    public static Carrier<ListTasksResponse, Wire.ListTasksResponse> Page { get; } =
        new(Types.ListTasksResponse, Wire.ListTasksResponse.Parser, ProtoMap.ToProto, ProtoMap.FromProto);

    public static Carrier<SecurityRequirement, Wire.SecurityRequirement> Requirement { get; } =
        new(Types.SecurityRequirement, Wire.SecurityRequirement.Parser, ProtoMap.ToProto, ProtoMap.FromProto);

    public static IReadOnlyDictionary<string, ICarrier> All { get; } = new Dictionary<string, ICarrier>(StringComparer.Ordinal)
    {
        ["Task"] = Task,
        ["TaskStatus"] = new Carrier<AgentTaskStatus, Wire.TaskStatus>(Types.AgentTaskStatus, Wire.TaskStatus.Parser, ProtoMap.ToProto, ProtoMap.FromProto),
        ["Artifact"] = new Carrier<Artifact, Wire.Artifact>(Types.Artifact, Wire.Artifact.Parser, ProtoMap.ToProto, ProtoMap.FromProto),
        ["Message"] = Message,
        ["Part"] = Part,
        ["StreamResponse"] = Event,
        ["TaskStatusUpdateEvent"] = new Carrier<TaskStatusUpdateEvent, Wire.TaskStatusUpdateEvent>(
            Types.TaskStatusUpdateEvent, Wire.TaskStatusUpdateEvent.Parser, ProtoMap.ToProto, ProtoMap.FromProto),
        ["TaskArtifactUpdateEvent"] = new Carrier<TaskArtifactUpdateEvent, Wire.TaskArtifactUpdateEvent>(
            Types.TaskArtifactUpdateEvent, Wire.TaskArtifactUpdateEvent.Parser, ProtoMap.ToProto, ProtoMap.FromProto),
        ["AgentCard"] = Card,
        ["AgentCapabilities"] = new Carrier<AgentCapabilities, Wire.AgentCapabilities>(
            Types.AgentCapabilities, Wire.AgentCapabilities.Parser, ProtoMap.ToProto, ProtoMap.FromProto),
        ["AgentExtension"] = new Carrier<AgentExtension, Wire.AgentExtension>(
            Types.AgentExtension, Wire.AgentExtension.Parser, ProtoMap.ToProto, ProtoMap.FromProto),
        ["AgentInterface"] = new Carrier<AgentInterface, Wire.AgentInterface>(
            Types.AgentInterface, Wire.AgentInterface.Parser, ProtoMap.ToProto, ProtoMap.FromProto),
        ["AgentProvider"] = new Carrier<AgentProvider, Wire.AgentProvider>(
            Types.AgentProvider, Wire.AgentProvider.Parser, ProtoMap.ToProto, ProtoMap.FromProto),
        ["AgentSkill"] = new Carrier<AgentSkill, Wire.AgentSkill>(Types.AgentSkill, Wire.AgentSkill.Parser, ProtoMap.ToProto, ProtoMap.FromProto),
        ["AgentCardSignature"] = new Carrier<AgentCardSignature, Wire.AgentCardSignature>(
            Types.AgentCardSignature, Wire.AgentCardSignature.Parser, ProtoMap.ToProto, ProtoMap.FromProto),
        ["SecurityScheme"] = new Carrier<SecurityScheme, Wire.SecurityScheme>(
            Types.SecurityScheme, Wire.SecurityScheme.Parser, ProtoMap.ToProto, ProtoMap.FromProto),
        ["SecurityRequirement"] = Requirement,
        ["AuthenticationInfo"] = new Carrier<AuthenticationInfo, Wire.AuthenticationInfo>(
            Types.AuthenticationInfo, Wire.AuthenticationInfo.Parser, ProtoMap.ToProto, ProtoMap.FromProto),
        ["TaskPushNotificationConfig"] = new Carrier<TaskPushNotificationConfig, Wire.TaskPushNotificationConfig>(
            Types.TaskPushNotificationConfig, Wire.TaskPushNotificationConfig.Parser, ProtoMap.ToProto, ProtoMap.FromProto),
        ["SendMessageRequest"] = SendMessage,
        ["SendMessageConfiguration"] = new Carrier<SendMessageConfiguration, Wire.SendMessageConfiguration>(
            Types.SendMessageConfiguration, Wire.SendMessageConfiguration.Parser, ProtoMap.ToProto, ProtoMap.FromProto),
        ["SendMessageResponse"] = new Carrier<SendMessageResponse, Wire.SendMessageResponse>(
            Types.SendMessageResponse, Wire.SendMessageResponse.Parser, ProtoMap.ToProto, ProtoMap.FromProto),
        ["GetTaskRequest"] = new Carrier<GetTaskRequest, Wire.GetTaskRequest>(
            Types.GetTaskRequest, Wire.GetTaskRequest.Parser, ProtoMap.ToProto, ProtoMap.FromProto),
        ["ListTasksRequest"] = ListTasks,
        ["ListTasksResponse"] = Page,
        ["CancelTaskRequest"] = new Carrier<CancelTaskRequest, Wire.CancelTaskRequest>(
            Types.CancelTaskRequest, Wire.CancelTaskRequest.Parser, ProtoMap.ToProto, ProtoMap.FromProto),
        ["SubscribeToTaskRequest"] = new Carrier<SubscribeToTaskRequest, Wire.SubscribeToTaskRequest>(
            Types.SubscribeToTaskRequest, Wire.SubscribeToTaskRequest.Parser, ProtoMap.ToProto, ProtoMap.FromProto),
        ["GetExtendedAgentCardRequest"] = new Carrier<GetExtendedAgentCardRequest, Wire.GetExtendedAgentCardRequest>(
            Types.GetExtendedAgentCardRequest, Wire.GetExtendedAgentCardRequest.Parser, ProtoMap.ToProto, ProtoMap.FromProto),
        ["GetTaskPushNotificationConfigRequest"] = new Carrier<GetTaskPushNotificationConfigRequest, Wire.GetTaskPushNotificationConfigRequest>(
            Types.GetTaskPushNotificationConfigRequest, Wire.GetTaskPushNotificationConfigRequest.Parser, ProtoMap.ToProto, ProtoMap.FromProto),
        ["ListTaskPushNotificationConfigsRequest"] = new Carrier<ListTaskPushNotificationConfigsRequest, Wire.ListTaskPushNotificationConfigsRequest>(
            Types.ListTaskPushNotificationConfigsRequest, Wire.ListTaskPushNotificationConfigsRequest.Parser, ProtoMap.ToProto, ProtoMap.FromProto),
        ["ListTaskPushNotificationConfigsResponse"] = new Carrier<ListTaskPushNotificationConfigsResponse, Wire.ListTaskPushNotificationConfigsResponse>(
            Types.ListTaskPushNotificationConfigsResponse, Wire.ListTaskPushNotificationConfigsResponse.Parser, ProtoMap.ToProto, ProtoMap.FromProto),
        ["DeleteTaskPushNotificationConfigRequest"] = new Carrier<DeleteTaskPushNotificationConfigRequest, Wire.DeleteTaskPushNotificationConfigRequest>(
            Types.DeleteTaskPushNotificationConfigRequest, Wire.DeleteTaskPushNotificationConfigRequest.Parser, ProtoMap.ToProto, ProtoMap.FromProto),
    };
}
