using System.Text.Json;
using System.Text.Json.Serialization;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol;

/// <summary>A task has a new status (specification, section 4.2.1).</summary>
[JsonConverter(typeof(TaskStatusUpdateEventConverter))]
public sealed record TaskStatusUpdateEvent
{
    /// <summary>The task. Required.</summary>
    public required string TaskId { get; init; }

    /// <summary>The task's conversation. Required.</summary>
    public required string ContextId { get; init; }

    /// <summary>The new status. Required.</summary>
    public required AgentTaskStatus Status { get; init; }

    /// <summary>Custom metadata: a JSON object, or null when unset.</summary>
    public JsonElement? Metadata { get; init; }
}
