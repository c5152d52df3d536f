using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class MessageConverter : ProtoConverter<Message, MessageConverter>, IProtoJson<Message>
{
    private static readonly FieldTable Fields = new(
        "messageId", "contextId", "taskId", "role", "parts", "metadata", "extensions", "referenceTaskIds");

    public static Message Read(ref Utf8JsonReader reader)
    {
        var messageId = "";
        var contextId = "";
        var taskId = "";
        var role = Role.Unspecified;
        Part[] parts = [];
        JsonElement? metadata = null;
        string[] extensions = [];
        string[] referenceTaskIds = [];
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "messageId": messageId = fields.Text(ref reader); break;
                case "contextId": contextId = fields.Text(ref reader); break;
                case "taskId": taskId = fields.Text(ref reader); break;
                case "role": role = fields.Value(ref reader, RoleConverter.Read); break;
                case "parts": parts = fields.List(ref reader, PartConverter.Read, ProtoLimits.MaxParts); break;
                case "metadata": metadata = fields.Value(ref reader, ProtoRead.Struct); break;
                case "extensions": extensions = fields.Texts(ref reader); break;
                case "referenceTaskIds": referenceTaskIds = fields.Texts(ref reader); break;
            }
        }

        return new Message
        {
            MessageId = Required.Text("messageId", messageId),
            ContextId = contextId,
            TaskId = taskId,
            Role = RoleConverter.Required("role", role),
            Parts = Required.List("parts", parts),
            Metadata = metadata,
            Extensions = extensions,
            ReferenceTaskIds = referenceTaskIds,
        };
    }

    public static void Write(Utf8JsonWriter writer, Message value)
    {
        writer.WriteStartObject();
        writer.WriteString(ProtoNames.MessageId, value.MessageId);
        writer.Text(ProtoNames.ContextId, value.ContextId);
        writer.Text(ProtoNames.TaskId, value.TaskId);
        writer.WriteString(ProtoNames.Role, RoleConverter.NameOf(value.Role));
        writer.RequiredList(ProtoNames.Parts, value.Parts, PartConverter.Write);
        writer.Struct(ProtoNames.Metadata, value.Metadata);
        writer.Texts(ProtoNames.Extensions, value.Extensions);
        writer.Texts(ProtoNames.ReferenceTaskIds, value.ReferenceTaskIds);
        writer.WriteEndObject();
    }
}
