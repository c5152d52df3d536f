using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Protobuf.Mapping;

/// <summary>
/// The protocol's records as protobuf messages, and back. What is read goes by the rules of the JSON reader: the same required
/// fields, limits, paths and words, so that a wrong request gets the same error through every binding.
/// </summary>
/// <remarks>
/// Every <c>FromProto</c> throws an <see cref="AgentException"/> of invalid parameters that names the field in camelCase. Every
/// <c>ToProto</c> gives a message that can be written, whatever text or JSON the record has.
/// </remarks>
internal static partial class ProtoMap
{
    public static AgentTask FromProto(Wire.Task value) => WireRead.Root(value, Read);

    public static Wire.Task ToProto(AgentTask value)
    {
        var result = new Wire.Task
        {
            Id = WireWrite.Text(value.Id),
            ContextId = WireWrite.Text(value.ContextId),
            Status = ToProto(value.Status),
            Metadata = JsonValues.ToStruct(value.Metadata),
        };
        WireWrite.List(result.Artifacts, value.Artifacts, ToProto);
        WireWrite.List(result.History, value.History, ToProto);
        return result;
    }

    public static AgentTaskStatus FromProto(Wire.TaskStatus value) => WireRead.Root(value, Read);

    public static Wire.TaskStatus ToProto(AgentTaskStatus value) => new()
    {
        State = (Wire.TaskState)value.State,
        Message = value.Message is { } message ? ToProto(message) : null,
        Timestamp = WireWrite.Timestamp(value.Timestamp),
    };

    public static Artifact FromProto(Wire.Artifact value) => WireRead.Root(value, Read);

    public static Wire.Artifact ToProto(Artifact value)
    {
        var result = new Wire.Artifact
        {
            ArtifactId = WireWrite.Text(value.ArtifactId),
            Name = WireWrite.Text(value.Name),
            Description = WireWrite.Text(value.Description),
            Metadata = JsonValues.ToStruct(value.Metadata),
        };
        WireWrite.List(result.Parts, value.Parts, ToProto);
        WireWrite.Texts(result.Extensions, value.Extensions);
        return result;
    }

    private static AgentTask Read(Wire.Task value)
    {
        var status = WireRead.Value("status", value.Status, Read);
        var artifacts = WireRead.List("artifacts", value.Artifacts, Read);
        var history = WireRead.List("history", value.History, Read);
        var metadata = WireRead.Struct("metadata", value.Metadata);
        return new AgentTask
        {
            Id = Required.Text("id", value.Id),
            ContextId = value.ContextId,
            Status = Required.Present("status", status),
            Artifacts = artifacts,
            History = history,
            Metadata = metadata,
        };
    }

    private static AgentTaskStatus Read(Wire.TaskStatus value)
    {
        var state = WireRead.State("state", value.State);
        var message = WireRead.Value("message", value.Message, Read);
        var timestamp = WireRead.Timestamp("timestamp", value.Timestamp);
        return new AgentTaskStatus
        {
            State = TaskStateConverter.Required("state", state),
            Message = message,
            Timestamp = timestamp,
        };
    }

    private static Artifact Read(Wire.Artifact value)
    {
        var parts = WireRead.List("parts", value.Parts, Read, ProtoLimits.MaxParts);
        var metadata = WireRead.Struct("metadata", value.Metadata);
        var extensions = WireRead.Texts("extensions", value.Extensions);
        return new Artifact
        {
            ArtifactId = Required.Text("artifactId", value.ArtifactId),
            Name = value.Name,
            Description = value.Description,
            Parts = Required.List("parts", parts),
            Metadata = metadata,
            Extensions = extensions,
        };
    }
}
