using System.Buffers;
using System.Buffers.Binary;
using Google.Protobuf;

namespace A2AAgent.Protobuf.Framing;

/// <summary>A message as gRPC frames it: a flag, four bytes of length, the message.</summary>
internal static class GrpcFrame
{
    public const int HeaderSize = 5;

    /// <summary>Up to here a message is written in one piece: larger spans cost the writer a buffer of their own.</summary>
    private const int OnePiece = 2048;

    /// <summary>Reads the five bytes before a message.</summary>
    public static GrpcFrameHeader ReadHeader(ReadOnlySequence<byte> buffer)
    {
        if (buffer.FirstSpan.Length >= HeaderSize)
        {
            return ReadHeader(buffer.FirstSpan);
        }

        Span<byte> header = stackalloc byte[HeaderSize];
        buffer.Slice(0, HeaderSize).CopyTo(header);
        return ReadHeader(header);
    }

    public static void Write(IBufferWriter<byte> output, IMessage message)
    {
        var size = message.CalculateSize();
        if (size <= OnePiece)
        {
            var frame = output.GetSpan(HeaderSize + size);
            WriteHeader(frame, size);
            message.WriteTo(frame.Slice(HeaderSize, size));
            output.Advance(HeaderSize + size);
            return;
        }

        WriteHeader(output.GetSpan(HeaderSize), size);
        output.Advance(HeaderSize);
        message.WriteTo(output);
    }

    private static GrpcFrameHeader ReadHeader(ReadOnlySpan<byte> header) => new(header[0], BinaryPrimitives.ReadUInt32BigEndian(header[1..HeaderSize]));

    private static void WriteHeader(Span<byte> header, int size)
    {
        header[0] = 0;
        BinaryPrimitives.WriteUInt32BigEndian(header[1..HeaderSize], (uint)size);
    }
}

/// <summary>What stands before a message.</summary>
internal readonly record struct GrpcFrameHeader(byte Flag, uint Length)
{
    public bool IsCompressed => Flag == 1;
}
