using System.Text.Json;
using System.Text.Json.Serialization;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol;

/// <summary>A task has a new artifact, or more of one (specification, section 4.2.2).</summary>
[JsonConverter(typeof(TaskArtifactUpdateEventConverter))]
public sealed record TaskArtifactUpdateEvent
{
    /// <summary>The task. Required.</summary>
    public required string TaskId { get; init; }

    /// <summary>The task's conversation. Required.</summary>
    public required string ContextId { get; init; }

    /// <summary>The artifact, or the parts that are added to it. Required.</summary>
    public required Artifact Artifact { get; init; }

    /// <summary>True when the parts are added to the artifact of the same identifier; false when they replace it.</summary>
    public bool Append { get; init; }

    /// <summary>True when the artifact is complete with this event.</summary>
    public bool LastChunk { get; init; }

    /// <summary>Custom metadata: a JSON object, or null when unset.</summary>
    public JsonElement? Metadata { get; init; }
}
