using System.Text.Json;
using System.Text.Json.Serialization;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol;

/// <summary>What an agent supports beyond the core operations (specification, section 4.4.3).</summary>
/// <remarks>Null means "not said", which clients read as not supported; it differs from false in a signed card.</remarks>
[JsonConverter(typeof(AgentCapabilitiesConverter))]
public sealed record AgentCapabilities
{
    /// <summary>Whether the streaming operations are supported.</summary>
    public bool? Streaming { get; init; }

    /// <summary>Whether events can be sent to webhooks.</summary>
    public bool? PushNotifications { get; init; }

    /// <summary>The protocol extensions that the agent supports.</summary>
    public IReadOnlyList<AgentExtension> Extensions { get; init; } = [];

    /// <summary>Whether authenticated clients can have a more detailed card.</summary>
    public bool? ExtendedAgentCard { get; init; }
}

/// <summary>A protocol extension that an agent supports (specification, section 4.4.4).</summary>
[JsonConverter(typeof(AgentExtensionConverter))]
public sealed record AgentExtension
{
    /// <summary>The URI that identifies the extension and its version.</summary>
    public string Uri { get; init; } = "";

    /// <summary>How the agent uses the extension, or an empty string.</summary>
    public string Description { get; init; } = "";

    /// <summary>True when clients must ask for the extension in every request.</summary>
    public bool Required { get; init; }

    /// <summary>Settings of the extension: a JSON object, or null when unset.</summary>
    public JsonElement? Params { get; init; }
}
