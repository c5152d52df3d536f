using System.Text.Json.Serialization;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol;

/// <summary>Who sent a message (specification, section 4.1.5). The numbers are those of the protocol's enumeration.</summary>
[JsonConverter(typeof(RoleConverter))]
public enum Role
{
    /// <summary>Unknown. On the wire: <c>ROLE_UNSPECIFIED</c>.</summary>
    Unspecified = 0,

    /// <summary>The client. On the wire: <c>ROLE_USER</c>.</summary>
    User = 1,

    /// <summary>The agent. On the wire: <c>ROLE_AGENT</c>.</summary>
    Agent = 2,
}
