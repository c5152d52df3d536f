using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class SendMessageResponseConverter
    : ProtoConverter<SendMessageResponse, SendMessageResponseConverter>, IProtoJson<SendMessageResponse>
{
    private static readonly FieldTable Fields = new("task", "message");

    public static SendMessageResponse Read(ref Utf8JsonReader reader)
    {
        SendMessageResponse? value = null;
        string? member = null;
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            Required.Only(fields.Name, member);
            member = fields.Name;
            value = member switch
            {
                "task" => SendMessageResponse.From(fields.Value(ref reader, AgentTaskConverter.Read)),
                _ => SendMessageResponse.From(fields.Value(ref reader, MessageConverter.Read)),
            };
        }

        return Required.OneOf(value, "task and message");
    }

    public static void Write(Utf8JsonWriter writer, SendMessageResponse value)
    {
        writer.WriteStartObject();
        if (value.TaskJson.IsEmpty)
        {
            writer.Value(ProtoNames.Task, value.Task, AgentTaskConverter.Write);
        }
        else
        {
            writer.WritePropertyName(ProtoNames.Task);
            writer.WriteRawValue(value.TaskJson.Span, skipInputValidation: true);
        }

        writer.Value(ProtoNames.Message, value.Message, MessageConverter.Write);
        writer.WriteEndObject();
    }
}
