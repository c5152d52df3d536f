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
    /// <param name="bytes">The bytes that the message was read from.</param>
    /// <param name="message">The message.</param>
    /// <exception cref="GrpcException">A string is not UTF-8.</exception>
    public static void Check(ReadOnlySequence<byte> bytes, IMessage message)
    {
        if (!bytes.IsSingleSegment || !Ascii.IsValid(bytes.FirstSpan))
        {
            Check(new CodedInputStream(bytes.ToArray()), message.Descriptor);
        }
    }

    private static void Check(CodedInputStream input, MessageDescriptor descriptor)
    {
        uint tag;
        while ((tag = input.ReadTag()) != 0)
        {
            if (WireFormat.GetTagWireType(tag) != WireFormat.WireType.LengthDelimited)
            {
                input.SkipLastField();
                continue;
            }

            var value = input.ReadBytes();
            switch (descriptor.FindFieldByNumber(WireFormat.GetTagFieldNumber(tag)))
            {
                case { FieldType: FieldType.String } field when !Utf8.IsValid(value.Span):
                    throw new GrpcException(GrpcStatus.Internal, $"{field.FullName} is not valid UTF-8.");
                case { FieldType: FieldType.Message } field:
                    Check(value.CreateCodedInput(), field.MessageType);
                    break;
                default:
                    break;
            }
        }
    }
}
