using System.Buffers;
using System.Buffers.Binary;
using Google.Protobuf;

namespace A2AAgent.Protobuf.Framing;

/// <summary>A message as gRPC frames it: a flag, four bytes of length, the message.</summary>
internal static class GrpcFrame
{
    public const int HeaderSize = 5;

    /// <summary>Reads the five bytes before a message.</summary>
    public static GrpcFrameHeader ReadHeader(ReadOnlySequence<byte> buffer)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        buffer.Slice(0, HeaderSize).CopyTo(header);
        return new GrpcFrameHeader(header[0], BinaryPrimitives.ReadUInt32BigEndian(header[1..]));
    }

    public static void Write(IBufferWriter<byte> output, IMessage message)
    {
        var size = message.CalculateSize();
        var header = output.GetSpan(HeaderSize);
        header[0] = 0;
        BinaryPrimitives.WriteUInt32BigEndian(header[1..], (uint)size);
        output.Advance(HeaderSize);
        message.WriteTo(output);
    }
}

/// <summary>What stands before a message.</summary>
internal readonly record struct GrpcFrameHeader(byte Flag, uint Length)
{
    public bool IsCompressed => Flag == 1;
}
