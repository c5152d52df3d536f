using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class StreamEventConverter : ProtoConverter<StreamEvent, StreamEventConverter>, IProtoJson<StreamEvent>
{
    private static readonly FieldTable Fields = new("task", "message", "statusUpdate", "artifactUpdate");

    public static StreamEvent Read(ref Utf8JsonReader reader)
    {
        StreamEvent? value = null;
        string? member = null;
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            Required.Only(fields.Name, member);
            member = fields.Name;
            value = member switch
            {
                "task" => StreamEvent.From(fields.Value(ref reader, AgentTaskConverter.Read)),
                "message" => StreamEvent.From(fields.Value(ref reader, MessageConverter.Read)),
                "statusUpdate" => StreamEvent.From(fields.Value(ref reader, TaskStatusUpdateEventConverter.Read)),
                _ => StreamEvent.From(fields.Value(ref reader, TaskArtifactUpdateEventConverter.Read)),
            };
        }

        return Required.OneOf(value, "task, message, statusUpdate and artifactUpdate");
    }

    public static void Write(Utf8JsonWriter writer, StreamEvent value)
    {
        writer.WriteStartObject();
        writer.Value(ProtoNames.Task, value.Task, AgentTaskConverter.Write);
        writer.Value(ProtoNames.Message, value.Message, MessageConverter.Write);
        writer.Value(ProtoNames.StatusUpdate, value.StatusUpdate, TaskStatusUpdateEventConverter.Write);
        writer.Value(ProtoNames.ArtifactUpdate, value.ArtifactUpdate, TaskArtifactUpdateEventConverter.Write);
        writer.WriteEndObject();
    }
}
