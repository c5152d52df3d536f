using System.Buffers;
using System.Buffers.Text;

namespace A2AAgent.Server.Security.Jwt;

/// <summary>
/// The parts of a compact JWS, in base64url as RFC 7515 has it: without padding, white space and spare bits, so that a token has one
/// spelling only.
/// </summary>
internal static class JwsParts
{
    private const byte Dot = (byte)'.';

    private static readonly SearchValues<byte> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    /// <summary>The three parts between the dots.</summary>
    public static bool TrySplit(ReadOnlySpan<byte> token, out Range header, out Range payload, out Range signature)
    {
        var first = token.IndexOf(Dot);
        var second = first < 0 ? -1 : token[(first + 1)..].IndexOf(Dot);
        if (second < 0)
        {
            (header, payload, signature) = (default, default, default);
            return false;
        }

        second += first + 1;
        (header, payload, signature) = (..first, (first + 1)..second, (second + 1)..);
        return true;
    }

    /// <summary>How many dots there are: two in a signed token, four in an encrypted one.</summary>
    public static int Dots(ReadOnlySpan<byte> token) => token.Count(Dot);

    /// <summary>The bytes of a part, or null when it is not base64url.</summary>
    public static byte[]? Decode(ReadOnlySpan<byte> part) =>
        part.Length % 4 == 1 || part.ContainsAnyExcept(Allowed) || HasSpareBits(part) ? null : Base64Url.DecodeFromUtf8(part);

    private static bool HasSpareBits(ReadOnlySpan<byte> part) => (part.Length % 4) switch
    {
        2 => (Value(part[^1]) & 0b1111) != 0,
        3 => (Value(part[^1]) & 0b11) != 0,
        _ => false,
    };

    private static int Value(byte letter) => letter switch
    {
        >= (byte)'A' and <= (byte)'Z' => letter - 'A',
        >= (byte)'a' and <= (byte)'z' => letter - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => letter - '0' + 52,
        (byte)'-' => 62,
        _ => 63,
    };
}
