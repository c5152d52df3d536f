using System.Text.Json;
using System.Text.Json.Serialization;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol;

/// <summary>Asks for a task (specification, section 3.1.3).</summary>
[JsonConverter(typeof(GetTaskRequestConverter))]
public sealed record GetTaskRequest
{
    /// <summary>The tenant, or an empty string.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>The task. Required.</summary>
    public required string Id { get; init; }

    /// <summary>How many of the newest messages to return: null for all, 0 for none.</summary>
    public int? HistoryLength { get; init; }
}

/// <summary>Asks for the end of a task (specification, section 3.1.5).</summary>
[JsonConverter(typeof(CancelTaskRequestConverter))]
public sealed record CancelTaskRequest
{
    /// <summary>The tenant, or an empty string.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>The task. Required.</summary>
    public required string Id { get; init; }

    /// <summary>Custom metadata: a JSON object, or null when unset.</summary>
    public JsonElement? Metadata { get; init; }
}

/// <summary>Asks for the events of a task from now on (specification, section 3.1.6).</summary>
[JsonConverter(typeof(SubscribeToTaskRequestConverter))]
public sealed record SubscribeToTaskRequest
{
    /// <summary>The tenant, or an empty string.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>The task. Required.</summary>
    public required string Id { get; init; }
}

/// <summary>Asks for the card that authenticated clients get (specification, section 3.1.11).</summary>
[JsonConverter(typeof(GetExtendedAgentCardRequestConverter))]
public sealed record GetExtendedAgentCardRequest
{
    /// <summary>The tenant, or an empty string.</summary>
    public string Tenant { get; init; } = "";
}
