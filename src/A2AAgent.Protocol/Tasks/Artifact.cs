using System.Text.Json;
using System.Text.Json.Serialization;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol;

/// <summary>An output of a task (specification, section 4.1.7).</summary>
[JsonConverter(typeof(ArtifactConverter))]
public sealed record Artifact
{
    /// <summary>The identifier, unique within the task. Required.</summary>
    public required string ArtifactId { get; init; }

    /// <summary>A name for people, or an empty string.</summary>
    public string Name { get; init; } = "";

    /// <summary>What the artifact is, or an empty string.</summary>
    public string Description { get; init; } = "";

    /// <summary>The content. Required.</summary>
    public required IReadOnlyList<Part> Parts { get; init; }

    /// <summary>Custom metadata: a JSON object, or null when unset.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>URIs of the extensions that contributed to the artifact.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];
}
