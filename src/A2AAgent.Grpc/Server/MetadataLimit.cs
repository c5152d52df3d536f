using A2AAgent.Protobuf.Framing;
using A2AAgent.Protocol;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Grpc.Server;

/// <summary>The limit of a call's metadata. It is below the one of the HTTP server, whose error a gRPC client cannot read.</summary>
internal static class MetadataLimit
{
    private const int Bytes = 16 * 1024;

    /// <exception cref="GrpcException">There is more.</exception>
    public static void Check(IHeaderDictionary headers)
    {
        var total = 0;
        foreach (var (name, values) in headers)
        {
            total += name.Length;
            foreach (var value in values)
            {
                total += value?.Length ?? 0;
            }
        }

        if (total > Bytes)
        {
            throw new GrpcException(GrpcStatus.ResourceExhausted, $"The call has {total} bytes of metadata; at most {Bytes} are allowed.");
        }
    }
}
