using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class TaskArtifactUpdateEventConverter
    : ProtoConverter<TaskArtifactUpdateEvent, TaskArtifactUpdateEventConverter>, IProtoJson<TaskArtifactUpdateEvent>
{
    private static readonly FieldTable Fields = new("taskId", "contextId", "artifact", "append", "lastChunk", "metadata");

    public static TaskArtifactUpdateEvent Read(ref Utf8JsonReader reader)
    {
        var taskId = "";
        var contextId = "";
        Artifact? artifact = null;
        var append = false;
        var lastChunk = false;
        JsonElement? metadata = null;
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "taskId": taskId = fields.Text(ref reader); break;
                case "contextId": contextId = fields.Text(ref reader); break;
                case "artifact": artifact = fields.Value(ref reader, ArtifactConverter.Read); break;
                case "append": append = fields.Value(ref reader, ProtoRead.Flag); break;
                case "lastChunk": lastChunk = fields.Value(ref reader, ProtoRead.Flag); break;
                case "metadata": metadata = fields.Value(ref reader, ProtoRead.Struct); break;
            }
        }

        return new TaskArtifactUpdateEvent
        {
            TaskId = Required.Text("taskId", taskId),
            ContextId = Required.Text("contextId", contextId),
            Artifact = Required.Present("artifact", artifact),
            Append = append,
            LastChunk = lastChunk,
            Metadata = metadata,
        };
    }

    public static void Write(Utf8JsonWriter writer, TaskArtifactUpdateEvent value)
    {
        writer.WriteStartObject();
        writer.WriteString(ProtoNames.TaskId, value.TaskId);
        writer.WriteString(ProtoNames.ContextId, value.ContextId);
        writer.Value(ProtoNames.Artifact, value.Artifact, ArtifactConverter.Write);
        writer.Flag(ProtoNames.Append, value.Append);
        writer.Flag(ProtoNames.LastChunk, value.LastChunk);
        writer.Struct(ProtoNames.Metadata, value.Metadata);
        writer.WriteEndObject();
    }
}
