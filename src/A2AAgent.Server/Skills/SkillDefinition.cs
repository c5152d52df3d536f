using System.Text.Json.Serialization.Metadata;

namespace A2AAgent.Server;

/// <summary>A skill as the generator hands it to the runtime.</summary>
/// <typeparam name="TAgent">The agent class.</typeparam>
/// <param name="id">The skill's identifier.</param>
/// <param name="bind">Reads the skill's arguments out of a message; what it throws fails the request before a task exists.</param>
public sealed class SkillDefinition<TAgent>(string id, Func<SkillInput, SkillCall<TAgent>> bind)
{
    /// <summary>The skill's identifier.</summary>
    public string Id { get; } = id;

    /// <summary>True for the skill that messages go to when they name none.</summary>
    public bool IsDefault { get; init; }

    /// <summary>True for a skill that only the extended Agent Card lists.</summary>
    public bool IsExtended { get; init; }

    /// <summary>True for a skill that may run again after an interruption.</summary>
    public bool CanRestart { get; init; }

    /// <summary>True for a skill that takes services: each call has a scope of its own.</summary>
    public bool UsesServices { get; init; }

    /// <summary>The type that the skill reads as JSON, or null. Its schema is published on the card.</summary>
    public JsonTypeInfo? Input { get; init; }

    /// <summary>The type that the skill writes as JSON, or null. Its schema is published on the card.</summary>
    public JsonTypeInfo? Output { get; init; }

    internal SkillCall<TAgent> Bind(SkillInput input) => bind(input);
}
