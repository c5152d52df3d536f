using System.Buffers;
using System.Text;
using System.Text.Unicode;
using A2AAgent.Protobuf.Framing;
using A2AAgent.Protocol;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace A2AAgent.Grpc.Server;

/// <summary>
/// Checks that strings are UTF-8, which protobuf demands: the library puts U+FFFD in place of what is not, and nobody would notice.
/// </summary>
internal static class Utf8Strings
{
    /// <param name="bytes">The bytes that the message was read from, without error.</param>
    /// <param name="message">The message.</param>
    /// <exception cref="GrpcException">A string is not UTF-8.</exception>
    public static void Check(ReadOnlySequence<byte> bytes, IMessage message)
    {
        if (!bytes.IsSingleSegment)
        {
            Check(bytes.ToArray(), message.Descriptor);
        }
        else if (!Ascii.IsValid(bytes.FirstSpan))
        {
            Check(bytes.FirstSpan, message.Descriptor);
        }
    }

    private static void Check(ReadOnlySpan<byte> bytes, MessageDescriptor descriptor)
    {
        // Groups are no part of proto3: what is in one is unknown whatever its number.
        var groups = 0;
        while (!bytes.IsEmpty)
        {
            var tag = (uint)ReadVarint(ref bytes);
            switch (WireFormat.GetTagWireType(tag))
            {
                case WireFormat.WireType.LengthDelimited:
                    var value = Take(ref bytes, ReadVarint(ref bytes));
                    CheckField(value, groups == 0 ? descriptor.FindFieldByNumber(WireFormat.GetTagFieldNumber(tag)) : null);
                    break;
                case WireFormat.WireType.Varint:
                    ReadVarint(ref bytes);
                    break;
                case WireFormat.WireType.Fixed64:
                    Take(ref bytes, sizeof(ulong));
                    break;
                case WireFormat.WireType.Fixed32:
                    Take(ref bytes, sizeof(uint));
                    break;
                case var group:
                    groups += group == WireFormat.WireType.StartGroup ? 1 : -1;
                    break;
            }
        }
    }

    private static void CheckField(ReadOnlySpan<byte> value, FieldDescriptor? field)
    {
        if (field is { FieldType: FieldType.String } && !Utf8.IsValid(value))
        {
            throw new GrpcException(GrpcStatus.Internal, $"{field.FullName} is not valid UTF-8.");
        }

        if (field is { FieldType: FieldType.Message })
        {
            Check(value, field.MessageType);
        }
    }

    private static ulong ReadVarint(ref ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (var i = 0; ; i++)
        {
            var next = Take(ref bytes, 1)[0];
            value |= (ulong)(next & 0x7f) << (7 * i);
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    /// <summary>The library has read the bytes and forgives some that are wrong; here they are not worth forgiving.</summary>
    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, ulong count)
    {
        if (count > (ulong)bytes.Length)
        {
            throw new GrpcException(GrpcStatus.Internal, "The request is not a valid protobuf message: it ends in the middle of a field.");
        }

        var taken = bytes[..(int)count];
        bytes = bytes[(int)count..];
        return taken;
    }
}
