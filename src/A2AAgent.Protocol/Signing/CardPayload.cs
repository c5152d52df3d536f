using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace A2AAgent.Protocol.Signing;

/// <summary>What signatures of a card are over.</summary>
internal static class CardPayload
{
    /// <summary>The card as section 8.4.1 of the specification has it. Fields that are not known count.</summary>
    public static byte[] Of(JsonElement card) => new CanonicalWriter().Write(card, CardShape.Unsigned);

    /// <summary>The card as the SDKs for JavaScript and Python have it: fields that they do not know and everything empty left out.</summary>
    public static byte[] WithoutEmpty(JsonElement card) => new CanonicalWriter(knownOnly: true).Write(card, CardShape.Unsigned);

    /// <summary>The JWS Signing Input (RFC 7515, section 5.1).</summary>
    public static byte[] SigningInput(string protectedHeader, ReadOnlySpan<byte> payload)
    {
        var input = new byte[protectedHeader.Length + 1 + Base64Url.GetEncodedLength(payload.Length)];
        var length = Encoding.ASCII.GetBytes(protectedHeader, input);
        input[length++] = (byte)'.';
        Base64Url.EncodeToUtf8(payload, input.AsSpan(length));
        return input;
    }
}
