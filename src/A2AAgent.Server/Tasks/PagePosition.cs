using System.Buffers.Binary;
using System.Buffers.Text;
using A2AAgent.Protocol;

namespace A2AAgent.Server.Tasks;

/// <summary>A place in a list of tasks: that of the last task of a page. Lists go from the newest status to the oldest.</summary>
/// <param name="Ticks">When the status was entered.</param>
/// <param name="Change">The store's change that brought it, for statuses of the same time.</param>
internal readonly record struct PagePosition(long Ticks, long Change)
{
    private const byte Format = 1;
    private const int Bytes = 1 + (2 * sizeof(long));

    private static PagePosition Start => new(long.MaxValue, long.MaxValue);

    public bool IsNewerThan(PagePosition other) => Ticks > other.Ticks || (Ticks == other.Ticks && Change > other.Change);

    /// <summary>The position as a token: opaque to clients.</summary>
    public string Write()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        bytes[0] = Format;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], Ticks);
        BinaryPrimitives.WriteInt64BigEndian(bytes[9..], Change);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The position of a token; an empty token is the start.</summary>
    /// <exception cref="AgentException">The token is not one of ours.</exception>
    public static PagePosition Read(string token)
    {
        if (token.Length == 0)
        {
            return Start;
        }

        Span<byte> bytes = stackalloc byte[Bytes];
        return token.Length == Base64Url.GetEncodedLength(Bytes)
            && Base64Url.IsValid(token)
            && Base64Url.TryDecodeFromChars(token, bytes, out var written)
            && written == Bytes
            && bytes[0] == Format
            ? new PagePosition(BinaryPrimitives.ReadInt64BigEndian(bytes[1..]), BinaryPrimitives.ReadInt64BigEndian(bytes[9..]))
            : throw AgentException.InvalidParams("pageToken", "is not a token that this agent gave; leave it out for the first page");
    }
}
