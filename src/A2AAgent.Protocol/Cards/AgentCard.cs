using System.Text.Json.Serialization;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol;

/// <summary>What an agent says about itself: who it is, where it answers, what it can do (specification, section 4.4.1).</summary>
[JsonConverter(typeof(AgentCardConverter))]
public sealed record AgentCard
{
    /// <summary>The agent's name. Required.</summary>
    public required string Name { get; init; }

    /// <summary>What the agent is for. Required.</summary>
    public required string Description { get; init; }

    /// <summary>Where the agent answers, the preferred interface first. Required.</summary>
    public required IReadOnlyList<AgentInterface> SupportedInterfaces { get; init; }

    /// <summary>Who runs the agent, or null.</summary>
    public AgentProvider? Provider { get; init; }

    /// <summary>The version of the agent, not of the protocol. Required.</summary>
    public required string Version { get; init; }

    /// <summary>Where to read more, or null.</summary>
    public string? DocumentationUrl { get; init; }

    /// <summary>What the agent supports beyond the core operations. Required.</summary>
    public required AgentCapabilities Capabilities { get; init; }

    /// <summary>How a client may authenticate, by name.</summary>
    public IReadOnlyDictionary<string, SecurityScheme> SecuritySchemes { get; init; } = EmptyMap<SecurityScheme>.Instance;

    /// <summary>Which of the schemes a client must satisfy: any one of these.</summary>
    public IReadOnlyList<SecurityRequirement> SecurityRequirements { get; init; } = [];

    /// <summary>Media types that every skill takes unless it says otherwise. Required.</summary>
    public required IReadOnlyList<string> DefaultInputModes { get; init; }

    /// <summary>Media types that every skill gives unless it says otherwise. Required.</summary>
    public required IReadOnlyList<string> DefaultOutputModes { get; init; }

    /// <summary>What the agent can do. Required.</summary>
    public required IReadOnlyList<AgentSkill> Skills { get; init; }

    /// <summary>Signatures over this card (specification, section 8.4).</summary>
    public IReadOnlyList<AgentCardSignature> Signatures { get; init; } = [];

    /// <summary>An icon, or null.</summary>
    public string? IconUrl { get; init; }
}
