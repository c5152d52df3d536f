using System.Text.Json.Serialization;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol;

/// <summary>The state of a task at a moment (specification, section 4.1.2).</summary>
[JsonConverter(typeof(AgentTaskStatusConverter))]
public sealed record AgentTaskStatus
{
    /// <summary>The state. Required.</summary>
    public required TaskState State { get; init; }

    /// <summary>What the agent says about the state, or null.</summary>
    public Message? Message { get; init; }

    /// <summary>When the state was entered, or null. Written in UTC with milliseconds.</summary>
    public DateTimeOffset? Timestamp { get; init; }
}
