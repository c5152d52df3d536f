using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using A2AAgent.Server.Bindings.Sse;

namespace A2AAgent.Server.Bindings.V03.Writing;

/// <summary>The events of a stream; each says its kind, and a status says whether it is the last.</summary>
internal sealed class V03EventFormat : IEventFormat
{
    public static V03EventFormat Instance { get; } = new();

    public ReadOnlyMemory<byte> ToUtf8Json(StreamEvent change)
    {
        var buffer = JsonBuffer.Take();
        Write(buffer.Writer, change);
        var json = buffer.Written.ToArray();
        buffer.Return();
        return json;
    }

    /// <summary>A stream of 1.0 that was subscribed to goes on while the task waits for its client; in 0.3 every stream ends there.</summary>
    public bool IsLast(StreamEvent change) => change.State?.IsSettled() is true;

    private static void Write(Utf8JsonWriter writer, StreamEvent change)
    {
        if (change.StatusUpdate is { } status)
        {
            WriteStatus(writer, status);
        }
        else if (change.ArtifactUpdate is { } artifact)
        {
            WriteArtifact(writer, artifact);
        }
        else if (change.Task is { } task)
        {
            TaskWriter.Write(writer, task);
        }
        else
        {
            MessageWriter.Write(writer, change.Message!);
        }
    }

    private static void WriteStatus(Utf8JsonWriter writer, TaskStatusUpdateEvent value)
    {
        writer.WriteStartObject();
        writer.WriteString("kind"u8, "status-update"u8);
        writer.WriteString(ProtoNames.TaskId, value.TaskId);
        writer.WriteString(ProtoNames.ContextId, value.ContextId);
        writer.WritePropertyName(ProtoNames.Status);
        TaskWriter.WriteStatus(writer, value.Status);
        writer.WriteBoolean("final"u8, value.Status.State.IsSettled());
        writer.Struct(ProtoNames.Metadata, value.Metadata);
        writer.WriteEndObject();
    }

    private static void WriteArtifact(Utf8JsonWriter writer, TaskArtifactUpdateEvent value)
    {
        writer.WriteStartObject();
        writer.WriteString("kind"u8, "artifact-update"u8);
        writer.WriteString(ProtoNames.TaskId, value.TaskId);
        writer.WriteString(ProtoNames.ContextId, value.ContextId);
        writer.WritePropertyName(ProtoNames.Artifact);
        TaskWriter.WriteArtifact(writer, value.Artifact);
        writer.WriteBoolean(ProtoNames.Append, value.Append);
        writer.WriteBoolean(ProtoNames.LastChunk, value.LastChunk);
        writer.Struct(ProtoNames.Metadata, value.Metadata);
        writer.WriteEndObject();
    }
}
