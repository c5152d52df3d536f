using System.Buffers;
using A2AAgent.Protobuf.Framing;
using Google.Protobuf;

namespace A2AAgent.Load.Driver;

/// <summary>Messages as gRPC frames them.</summary>
internal static class GrpcFrames
{
    public static byte[] Of(IMessage message)
    {
        var frame = new ArrayBufferWriter<byte>();
        GrpcFrame.Write(frame, message);
        return frame.WrittenSpan.ToArray();
    }

    /// <summary>The messages of a whole body; anything but whole, uncompressed frames ends the measurement.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> In(ReadOnlyMemory<byte> body)
    {
        var messages = new List<ReadOnlyMemory<byte>>();
        while (Length(body.Span) is { } length)
        {
            messages.Add(body[GrpcFrame.HeaderSize..length]);
            body = body[length..];
        }

        return body.IsEmpty ? messages : throw new LoadException($"An answer ends in the middle of a message, {body.Length} bytes from its begin.");
    }

    /// <summary>How many bytes the first frame has, its header included; null when it is not whole yet.</summary>
    public static int? Length(ReadOnlySpan<byte> body)
    {
        if (body.Length < GrpcFrame.HeaderSize)
        {
            return null;
        }

        var header = GrpcFrame.ReadHeader(new ReadOnlySequence<byte>(body[..GrpcFrame.HeaderSize].ToArray()));
        var length = GrpcFrame.HeaderSize + (int)header.Length;
        return header.Flag != 0 ? throw new LoadException($"An answer's frame has the flag {header.Flag}.") : body.Length < length ? null : length;
    }
}
