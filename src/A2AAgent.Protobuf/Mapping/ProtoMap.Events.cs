using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Protobuf.Mapping;

internal static partial class ProtoMap
{
    public static StreamEvent FromProto(Wire.StreamResponse value) => WireRead.Root(value, Read);

    public static Wire.StreamResponse ToProto(StreamEvent value) => value switch
    {
        { Task: { } task } => new() { Task = ToProto(task) },
        { Message: { } message } => new() { Message = ToProto(message) },
        { StatusUpdate: { } update } => new() { StatusUpdate = ToProto(update) },
        { ArtifactUpdate: { } update } => new() { ArtifactUpdate = ToProto(update) },
        _ => new(),
    };

    public static TaskStatusUpdateEvent FromProto(Wire.TaskStatusUpdateEvent value) => WireRead.Root(value, Read);

    public static Wire.TaskStatusUpdateEvent ToProto(TaskStatusUpdateEvent value) => new()
    {
        TaskId = WireWrite.Text(value.TaskId),
        ContextId = WireWrite.Text(value.ContextId),
        Status = ToProto(value.Status),
        Metadata = JsonValues.ToStruct(value.Metadata),
    };

    public static TaskArtifactUpdateEvent FromProto(Wire.TaskArtifactUpdateEvent value) => WireRead.Root(value, Read);

    public static Wire.TaskArtifactUpdateEvent ToProto(TaskArtifactUpdateEvent value) => new()
    {
        TaskId = WireWrite.Text(value.TaskId),
        ContextId = WireWrite.Text(value.ContextId),
        Artifact = ToProto(value.Artifact),
        Append = value.Append,
        LastChunk = value.LastChunk,
        Metadata = JsonValues.ToStruct(value.Metadata),
    };

    private static StreamEvent Read(Wire.StreamResponse value) => Required.OneOf(ReadPayload(value), "task, message, statusUpdate and artifactUpdate");

    private static StreamEvent? ReadPayload(Wire.StreamResponse value) => value.PayloadCase switch
    {
        Wire.StreamResponse.PayloadOneofCase.Task => StreamEvent.From(WireRead.Member("task", value.Task, Read)),
        Wire.StreamResponse.PayloadOneofCase.Message => StreamEvent.From(WireRead.Member("message", value.Message, Read)),
        Wire.StreamResponse.PayloadOneofCase.StatusUpdate => StreamEvent.From(WireRead.Member("statusUpdate", value.StatusUpdate, Read)),
        Wire.StreamResponse.PayloadOneofCase.ArtifactUpdate => StreamEvent.From(WireRead.Member("artifactUpdate", value.ArtifactUpdate, Read)),
        _ => null,
    };

    private static TaskStatusUpdateEvent Read(Wire.TaskStatusUpdateEvent value)
    {
        var status = WireRead.Value("status", value.Status, Read);
        var metadata = WireRead.Struct("metadata", value.Metadata);
        return new TaskStatusUpdateEvent
        {
            TaskId = Required.Text("taskId", value.TaskId),
            ContextId = Required.Text("contextId", value.ContextId),
            Status = Required.Present("status", status),
            Metadata = metadata,
        };
    }

    private static TaskArtifactUpdateEvent Read(Wire.TaskArtifactUpdateEvent value)
    {
        var artifact = WireRead.Value("artifact", value.Artifact, Read);
        var metadata = WireRead.Struct("metadata", value.Metadata);
        return new TaskArtifactUpdateEvent
        {
            TaskId = Required.Text("taskId", value.TaskId),
            ContextId = Required.Text("contextId", value.ContextId),
            Artifact = Required.Present("artifact", artifact),
            Append = value.Append,
            LastChunk = value.LastChunk,
            Metadata = metadata,
        };
    }
}
