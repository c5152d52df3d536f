using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Server.Bindings.V03.Writing;

internal static class MessageWriter
{
    public static void Write(Utf8JsonWriter writer, Message value)
    {
        writer.WriteStartObject();
        writer.WriteString("kind"u8, "message"u8);
        writer.WriteString(ProtoNames.MessageId, value.MessageId);
        writer.Text(ProtoNames.ContextId, value.ContextId);
        writer.Text(ProtoNames.TaskId, value.TaskId);
        writer.WriteString(ProtoNames.Role, value.Role == Role.User ? "user"u8 : "agent"u8);
        writer.RequiredList(ProtoNames.Parts, value.Parts, PartWriter.Write);
        writer.Struct(ProtoNames.Metadata, value.Metadata);
        writer.Texts(ProtoNames.Extensions, value.Extensions);
        writer.Texts(ProtoNames.ReferenceTaskIds, value.ReferenceTaskIds);
        writer.WriteEndObject();
    }
}
