using System.Text.Json.Serialization;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol;

/// <summary>One address at which the agent answers in one binding (specification, section 4.4.6).</summary>
[JsonConverter(typeof(AgentInterfaceConverter))]
public sealed record AgentInterface
{
    /// <summary>The address: a URL, or <c>host:port</c> for gRPC. Required.</summary>
    public required string Url { get; init; }

    /// <summary>The binding, one of <see cref="ProtocolBindings"/> or a URI. Required.</summary>
    public required string ProtocolBinding { get; init; }

    /// <summary>The tenant that requests to this interface must carry, or an empty string.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>The protocol version spoken there, for example <c>1.0</c>. Required.</summary>
    public required string ProtocolVersion { get; init; }
}

/// <summary>The names of the bindings that the specification defines.</summary>
public static class ProtocolBindings
{
    /// <summary>JSON-RPC 2.0 over HTTP (section 9).</summary>
    public const string JsonRpc = "JSONRPC";

    /// <summary>gRPC (section 10).</summary>
    public const string Grpc = "GRPC";

    /// <summary>HTTP with JSON payloads (section 11).</summary>
    public const string HttpJson = "HTTP+JSON";
}
