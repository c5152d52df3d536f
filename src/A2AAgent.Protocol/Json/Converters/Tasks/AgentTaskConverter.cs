using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class AgentTaskConverter : ProtoConverter<AgentTask, AgentTaskConverter>, IProtoJson<AgentTask>
{
    private static readonly FieldTable Fields = new("id", "contextId", "status", "artifacts", "history", "metadata");

    public static AgentTask Read(ref Utf8JsonReader reader)
    {
        var id = "";
        var contextId = "";
        AgentTaskStatus? status = null;
        Artifact[] artifacts = [];
        Message[] history = [];
        JsonElement? metadata = null;
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "id": id = fields.Text(ref reader); break;
                case "contextId": contextId = fields.Text(ref reader); break;
                case "status": status = fields.Value(ref reader, AgentTaskStatusConverter.Read); break;
                case "artifacts": artifacts = fields.List(ref reader, ArtifactConverter.Read); break;
                case "history": history = fields.List(ref reader, MessageConverter.Read); break;
                case "metadata": metadata = fields.Value(ref reader, ProtoRead.Struct); break;
            }
        }

        return new AgentTask
        {
            Id = Required.Text("id", id),
            ContextId = contextId,
            Status = Required.Present("status", status),
            Artifacts = artifacts,
            History = history,
            Metadata = metadata,
        };
    }

    public static void Write(Utf8JsonWriter writer, AgentTask value)
    {
        writer.WriteStartObject();
        writer.WriteString(ProtoNames.Id, value.Id);
        writer.Text(ProtoNames.ContextId, value.ContextId);
        writer.Value(ProtoNames.Status, value.Status, AgentTaskStatusConverter.Write);
        writer.List(ProtoNames.Artifacts, value.Artifacts, ArtifactConverter.Write);
        writer.List(ProtoNames.History, value.History, MessageConverter.Write);
        writer.Struct(ProtoNames.Metadata, value.Metadata);
        writer.WriteEndObject();
    }
}
