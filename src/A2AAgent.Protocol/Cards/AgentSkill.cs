using System.Text.Json.Serialization;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol;

/// <summary>One thing that an agent can do (specification, section 4.4.5).</summary>
[JsonConverter(typeof(AgentSkillConverter))]
public sealed record AgentSkill
{
    /// <summary>The identifier, unique within the agent. Required.</summary>
    public required string Id { get; init; }

    /// <summary>The name for people. Required.</summary>
    public required string Name { get; init; }

    /// <summary>What the skill does. Required.</summary>
    public required string Description { get; init; }

    /// <summary>Words to find the skill by. Required.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Prompts that the skill handles.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>Media types that the skill takes; empty means the agent's defaults.</summary>
    public IReadOnlyList<string> InputModes { get; init; } = [];

    /// <summary>Media types that the skill gives; empty means the agent's defaults.</summary>
    public IReadOnlyList<string> OutputModes { get; init; } = [];

    /// <summary>What this skill demands of the client beyond the agent's requirements.</summary>
    public IReadOnlyList<SecurityRequirement> SecurityRequirements { get; init; } = [];
}
