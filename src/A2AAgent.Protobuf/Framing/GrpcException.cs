using A2AAgent.Protocol;

namespace A2AAgent.Protobuf.Framing;

/// <summary>A failure of the transport, below the protocol: there is no row for it in the error table, only a gRPC status.</summary>
internal sealed class GrpcException(GrpcStatus status, string message, Exception? innerException = null) : Exception(message, innerException)
{
    public GrpcStatus Status { get; } = status;
}
