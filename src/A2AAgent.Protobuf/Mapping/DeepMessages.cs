using System.Buffers;
using Google.Protobuf;

namespace A2AAgent.Protobuf.Mapping;

/// <summary>
/// Parses messages that have deeply nested JSON. Protobuf stops at 100 messages in one another and spends two on an array and
/// three on an object, so that it would refuse JSON a good deal shallower than the other bindings take.
/// </summary>
internal static class DeepMessages
{
    private const int PerObject = 3;
    private const int Around = 16;

    /// <param name="parser">The message's parser.</param>
    /// <param name="bytes">One message.</param>
    /// <param name="jsonDepth">How deep the message might be nested if it were JSON: a server's <c>Agent:Limits:JsonDepth</c>.</param>
    /// <exception cref="InvalidProtocolBufferException">The bytes are not the message, or it is nested deeper than that.</exception>
    public static T Parse<T>(MessageParser<T> parser, ReadOnlySequence<byte> bytes, int jsonDepth = RequestDepth.Default)
        where T : IMessage<T>
    {
        try
        {
            return parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            // The library does not say what was wrong: bytes that are wrong fail again, those that are only deep do not.
            return ParseDeep(parser, bytes, (PerObject * jsonDepth) + Around);
        }
    }

    private static T ParseDeep<T>(MessageParser<T> parser, ReadOnlySequence<byte> bytes, int levels)
        where T : IMessage<T>
    {
        using var stream = new MemoryStream(bytes.ToArray(), writable: false);
        using var input = CodedInputStream.CreateWithLimits(stream, int.MaxValue, levels);
        return parser.ParseFrom(input);
    }
}
