using System.Text.Json.Serialization;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol;

/// <summary>Who runs an agent (specification, section 4.4.2).</summary>
[JsonConverter(typeof(AgentProviderConverter))]
public sealed record AgentProvider
{
    /// <summary>The provider's web site. Required.</summary>
    public required string Url { get; init; }

    /// <summary>The provider's name. Required.</summary>
    public required string Organization { get; init; }
}
