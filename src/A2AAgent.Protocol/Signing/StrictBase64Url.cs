using System.Buffers;
using System.Buffers.Text;

namespace A2AAgent.Protocol.Signing;

/// <summary>Base64url as JWS has it (RFC 7515, section 2): without padding, white space or anything else that .NET would pass over.</summary>
internal static class StrictBase64Url
{
    private static readonly SearchValues<char> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Null for text that is not base64url.</summary>
    public static byte[]? Decode(string text) =>
        !text.AsSpan().ContainsAnyExcept(Alphabet) && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}
