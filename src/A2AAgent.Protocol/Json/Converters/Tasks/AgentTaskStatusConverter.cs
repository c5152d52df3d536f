using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class AgentTaskStatusConverter : ProtoConverter<AgentTaskStatus, AgentTaskStatusConverter>, IProtoJson<AgentTaskStatus>
{
    private static readonly FieldTable Fields = new("state", "message", "timestamp");

    public static AgentTaskStatus Read(ref Utf8JsonReader reader)
    {
        var state = TaskState.Unspecified;
        Message? message = null;
        DateTimeOffset? timestamp = null;
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "state": state = fields.Value(ref reader, TaskStateConverter.Read); break;
                case "message": message = fields.Value(ref reader, MessageConverter.Read); break;
                case "timestamp": timestamp = fields.Value(ref reader, ProtoScalars.Timestamp); break;
            }
        }

        return new AgentTaskStatus
        {
            State = TaskStateConverter.Required("state", state),
            Message = message,
            Timestamp = timestamp,
        };
    }

    public static void Write(Utf8JsonWriter writer, AgentTaskStatus value)
    {
        writer.WriteStartObject();
        writer.WriteString(ProtoNames.State, TaskStateConverter.NameOf(value.State));
        writer.Value(ProtoNames.Message, value.Message, MessageConverter.Write);
        writer.Timestamp(ProtoNames.Timestamp, value.Timestamp);
        writer.WriteEndObject();
    }
}
