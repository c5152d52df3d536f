using System.Buffers.Binary;

namespace A2AAgent.EndToEnd.Tests.Conformance.Callers;

/// <summary>Messages as gRPC puts them into a body: a flag, the length in four bytes, the message.</summary>
internal static class GrpcFrames
{
    private const int HeaderLength = 5;

    public static byte[] Write(byte[] message)
    {
        var frame = new byte[HeaderLength + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, HeaderLength);
        return frame;
    }

    /// <summary>Reads the next message; null at the end.</summary>
    public static async Task<byte[]?> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var header = new byte[HeaderLength];
        if (await body.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, cancellationToken) == 0)
        {
            return null;
        }

        Assert.Equal(0, header[0]);
        var message = new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(1))];
        await body.ReadExactlyAsync(message, cancellationToken);
        return message;
    }
}
