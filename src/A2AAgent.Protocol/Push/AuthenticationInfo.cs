using System.Text.Json.Serialization;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol;

/// <summary>How the agent authenticates to a webhook (specification, section 4.3.2).</summary>
[JsonConverter(typeof(AuthenticationInfoConverter))]
public sealed record AuthenticationInfo
{
    /// <summary>The HTTP authentication scheme, for example <c>Bearer</c>. Required.</summary>
    public required string Scheme { get; init; }

    /// <summary>The credentials that follow the scheme, or an empty string. Secret: never logged.</summary>
    public string Credentials { get; init; } = "";

    /// <summary>The scheme alone: a record that is printed must not print its secret.</summary>
    public override string ToString() => $"{Scheme} ***";
}
