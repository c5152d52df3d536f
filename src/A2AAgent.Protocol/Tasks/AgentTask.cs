using System.Text.Json;
using System.Text.Json.Serialization;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol;

/// <summary>The unit of work of an agent: its status, its outputs and the conversation about it (specification, section 4.1.1).</summary>
/// <remarks>Immutable and safe to share between threads. Named so that it does not collide with <see cref="Task"/>.</remarks>
[JsonConverter(typeof(AgentTaskConverter))]
public sealed record AgentTask
{
    /// <summary>The identifier that the server gave the task. Required.</summary>
    public required string Id { get; init; }

    /// <summary>The conversation that the task belongs to, or an empty string when there is none.</summary>
    public string ContextId { get; init; } = "";

    /// <summary>The current status. Required.</summary>
    public required AgentTaskStatus Status { get; init; }

    /// <summary>The outputs so far, in the order in which they began.</summary>
    public IReadOnlyList<Artifact> Artifacts { get; init; } = [];

    /// <summary>The messages exchanged so far, oldest first. The message of the current status is not among them.</summary>
    public IReadOnlyList<Message> History { get; init; } = [];

    /// <summary>Custom metadata: a JSON object, or null when unset.</summary>
    public JsonElement? Metadata { get; init; }
}
