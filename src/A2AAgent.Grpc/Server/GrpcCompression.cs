using System.Buffers;
using System.IO.Compression;
using A2AAgent.Protobuf.Framing;
using A2AAgent.Protocol;
using A2AAgent.Server.Operations;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Grpc.Server;

/// <summary>Expands compressed request messages. Answers are not compressed.</summary>
internal static class GrpcCompression
{
    /// <exception cref="GrpcException">The encoding is unknown or missing, or the message is malformed or grows too large.</exception>
    public static byte[] Expand(HttpRequest request, ReadOnlySequence<byte> compressed, long maxBytes)
    {
        RequireGzip(request);
        using var expanded = new MemoryStream();
        try
        {
            using var source = new MemoryStream(compressed.ToArray(), writable: false);
            using var gzip = new GZipStream(source, CompressionMode.Decompress);
            Copy(gzip, expanded, maxBytes);
        }
        catch (InvalidDataException e)
        {
            throw new GrpcException(GrpcStatus.Internal, "The request message is marked as compressed and is not valid gzip.", e);
        }

        return expanded.ToArray();
    }

    private static void RequireGzip(HttpRequest request)
    {
        var encoding = request.Headers[GrpcNames.Encoding].ToString();
        if (encoding.Length == 0 || encoding.Equals(GrpcNames.Identity, StringComparison.OrdinalIgnoreCase))
        {
            throw new GrpcException(GrpcStatus.Internal, $"The request message is marked as compressed, and {GrpcNames.Encoding} does not say how.");
        }

        if (!encoding.Equals(GrpcNames.Gzip, StringComparison.OrdinalIgnoreCase))
        {
            request.HttpContext.Response.Headers[GrpcNames.AcceptEncoding] = $"{GrpcNames.Identity},{GrpcNames.Gzip}";
            throw new GrpcException(GrpcStatus.Unimplemented, $"{GrpcNames.Encoding} '{Text.Clip(encoding)}' is not supported; use {GrpcNames.Gzip} or {GrpcNames.Identity}.");
        }
    }

    private static void Copy(GZipStream source, MemoryStream target, long maxBytes)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = source.Read(buffer)) > 0)
            {
                if (target.Length + read > maxBytes)
                {
                    throw new GrpcException(GrpcStatus.ResourceExhausted, $"The request has more than {maxBytes} bytes when expanded; see Agent:Limits:RequestBytes.");
                }

                target.Write(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
