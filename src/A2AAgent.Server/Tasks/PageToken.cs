using System.Buffers.Text;
using System.Globalization;
using System.Text;
using A2AAgent.Protocol;

namespace A2AAgent.Server.Tasks;

/// <summary>Page tokens of the in-memory store: opaque to clients, the number of a change to us.</summary>
internal static class PageToken
{
    private const string Prefix = "m1:";

    public static string Write(long change) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{change}")));

    /// <summary>The change that the page lies before; an empty token is the first page.</summary>
    /// <exception cref="AgentException">The token is not one of ours.</exception>
    public static long Read(string token)
    {
        if (token.Length == 0)
        {
            return long.MaxValue;
        }

        Span<byte> bytes = stackalloc byte[32];
        return token.Length <= 40
            && Base64Url.IsValid(token)
            && Base64Url.TryDecodeFromChars(token, bytes, out var written)
            && bytes[..written].StartsWith("m1:"u8)
            && Utf8Parser.TryParse(bytes[Prefix.Length..written], out long change, out var consumed)
            && consumed == written - Prefix.Length
            ? change
            : throw AgentException.InvalidParams("pageToken", "is not a token that this agent gave; leave it out for the first page");
    }
}
