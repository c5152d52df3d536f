using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Server.Bindings.V03.Writing;

/// <summary>Writes tasks and what they are made of.</summary>
internal static class TaskWriter
{
    private static readonly JsonEncodedText[] States = Array.ConvertAll<string, JsonEncodedText>(
        ["unknown", "submitted", "working", "completed", "failed", "canceled", "input-required", "rejected", "auth-required"],
        static name => JsonEncodedText.Encode(name));

    public static void WriteResponse(Utf8JsonWriter writer, SendMessageResponse value)
    {
        if (value.Task is { } task)
        {
            Write(writer, task);
        }
        else
        {
            MessageWriter.Write(writer, value.Message!);
        }
    }

    public static void Write(Utf8JsonWriter writer, AgentTask value)
    {
        writer.WriteStartObject();
        writer.WriteString("kind"u8, "task"u8);
        writer.WriteString(ProtoNames.Id, value.Id);
        writer.WriteString(ProtoNames.ContextId, value.ContextId);
        writer.WritePropertyName(ProtoNames.Status);
        WriteStatus(writer, value.Status);
        writer.List(ProtoNames.Artifacts, value.Artifacts, WriteArtifact);
        writer.List(ProtoNames.History, value.History, MessageWriter.Write);
        writer.Struct(ProtoNames.Metadata, value.Metadata);
        writer.WriteEndObject();
    }

    public static void WriteStatus(Utf8JsonWriter writer, AgentTaskStatus value)
    {
        writer.WriteStartObject();
        writer.WriteString(ProtoNames.State, States[(int)value.State]);
        writer.Value(ProtoNames.Message, value.Message, MessageWriter.Write);
        writer.Timestamp(ProtoNames.Timestamp, value.Timestamp);
        writer.WriteEndObject();
    }

    public static void WriteArtifact(Utf8JsonWriter writer, Artifact value)
    {
        writer.WriteStartObject();
        writer.WriteString(ProtoNames.ArtifactId, value.ArtifactId);
        writer.Text(ProtoNames.Name, value.Name);
        writer.Text(ProtoNames.Description, value.Description);
        writer.RequiredList(ProtoNames.Parts, value.Parts, PartWriter.Write);
        writer.Struct(ProtoNames.Metadata, value.Metadata);
        writer.Texts(ProtoNames.Extensions, value.Extensions);
        writer.WriteEndObject();
    }
}
