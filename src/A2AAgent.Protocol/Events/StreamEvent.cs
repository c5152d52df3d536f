using System.Text.Json.Serialization;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol;

/// <summary>
/// One item of a stream: exactly one of a task, a message, a status update or an artifact update. The protocol calls it
/// <c>StreamResponse</c> (specification, section 3.2.3).
/// </summary>
/// <remarks>Immutable and safe to share between threads; its JSON is made once however many subscribers receive it.</remarks>
[JsonConverter(typeof(StreamEventConverter))]
public sealed class StreamEvent
{
    private byte[]? _json;

    private StreamEvent()
    {
    }

    /// <summary>The task as it is now: the first event of a task's stream. Otherwise null.</summary>
    public AgentTask? Task { get; private init; }

    /// <summary>A direct reply without a task: the only event of its stream. Otherwise null.</summary>
    public Message? Message { get; private init; }

    /// <summary>A new status. Otherwise null.</summary>
    public TaskStatusUpdateEvent? StatusUpdate { get; private init; }

    /// <summary>A new artifact, or more of one. Otherwise null.</summary>
    public TaskArtifactUpdateEvent? ArtifactUpdate { get; private init; }

    /// <summary>The state that the event brings the task to, or null when it does not change the state.</summary>
    public TaskState? State => Task?.Status.State ?? StatusUpdate?.Status.State;

    /// <summary>Wraps a task.</summary>
    public static StreamEvent From(AgentTask task) => new() { Task = task ?? throw new ArgumentNullException(nameof(task)) };

    /// <summary>Wraps a message.</summary>
    public static StreamEvent From(Message message) => new() { Message = message ?? throw new ArgumentNullException(nameof(message)) };

    /// <summary>Wraps a status update.</summary>
    public static StreamEvent From(TaskStatusUpdateEvent update) => new() { StatusUpdate = update ?? throw new ArgumentNullException(nameof(update)) };

    /// <summary>Wraps an artifact update.</summary>
    public static StreamEvent From(TaskArtifactUpdateEvent update) => new() { ArtifactUpdate = update ?? throw new ArgumentNullException(nameof(update)) };

    /// <summary>The event as UTF-8 ProtoJSON, made on first use and kept.</summary>
    public ReadOnlyMemory<byte> ToUtf8Json() => _json ??= ProtocolJson.ToUtf8(this);
}
