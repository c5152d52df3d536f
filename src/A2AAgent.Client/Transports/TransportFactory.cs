using A2AAgent.Client.Transports.Grpc;
using A2AAgent.Client.Transports.Http;
using A2AAgent.Client.Transports.JsonRpc;
using A2AAgent.Client.Transports.Rest;

namespace A2AAgent.Client.Transports;

/// <summary>Makes the transport of a binding.</summary>
internal static class TransportFactory
{
    /// <summary>The transport; null for a binding that this client does not speak.</summary>
    public static IAgentService? Make(string binding, AgentChannel channel) => binding.ToUpperInvariant() switch
    {
        ProtocolBindings.JsonRpc => new JsonRpcTransport(channel),
        ProtocolBindings.HttpJson => new RestTransport(channel),
        ProtocolBindings.Grpc when ClientFeatures.Grpc => new GrpcTransport(channel),
        _ => null,
    };

    /// <summary>True for a binding that this client speaks: gRPC may be left out of the binary.</summary>
    public static bool Speaks(string binding) => ClientFeatures.Grpc || !string.Equals(binding, ProtocolBindings.Grpc, StringComparison.OrdinalIgnoreCase);
}
