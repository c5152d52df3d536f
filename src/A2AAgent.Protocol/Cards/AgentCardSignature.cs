using System.Text.Json;
using System.Text.Json.Serialization;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol;

/// <summary>A JWS signature over an Agent Card (specification, section 4.4.7; RFC 7515).</summary>
[JsonConverter(typeof(AgentCardSignatureConverter))]
public sealed record AgentCardSignature
{
    /// <summary>The protected JWS header, base64url. Required.</summary>
    public required string Protected { get; init; }

    /// <summary>The signature, base64url. Required.</summary>
    public required string Signature { get; init; }

    /// <summary>The unprotected JWS header: a JSON object, or null when unset.</summary>
    public JsonElement? Header { get; init; }
}
