using System.Text.Json.Serialization;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol;

/// <summary>Security schemes that must all be satisfied together, with the scopes that each needs (OpenAPI's security requirement).</summary>
[JsonConverter(typeof(SecurityRequirementConverter))]
public sealed record SecurityRequirement
{
    /// <summary>Scheme name to scopes; the scopes may be empty.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Schemes { get; init; } = EmptyMap<IReadOnlyList<string>>.Instance;
}
