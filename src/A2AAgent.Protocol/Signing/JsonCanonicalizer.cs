using System.Runtime.InteropServices;
using System.Text.Json;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol.Signing;

/// <summary>
/// The JSON Canonicalization Scheme (JCS, RFC 8785): bytes that are equal for equal JSON, whoever wrote it. Members stand in the order of
/// their names' UTF-16 code units, numbers are those of ECMAScript, and nothing is escaped that need not be.
/// </summary>
public static class JsonCanonicalizer
{
    private static readonly JsonDocumentOptions ReaderOptions = new() { MaxDepth = ProtoLimits.MaxDepth };

    /// <summary>Gives the canonical form of JSON.</summary>
    /// <param name="utf8Json">Exactly one JSON value.</param>
    /// <exception cref="JsonException">Not well-formed or nested too deeply, or what has no canonical form: an object with a name twice, text
    /// that is not Unicode, a number beyond the range of double.</exception>
    public static byte[] Canonicalize(ReadOnlyMemory<byte> utf8Json)
    {
        using var document = Parse(utf8Json);
        return new CanonicalWriter().Write(document.RootElement, MessageShape.Any);
    }

    /// <summary>Parses JSON that is Unicode throughout.</summary>
    /// <exception cref="JsonException">Not well-formed, nested too deeply or not Unicode.</exception>
    internal static JsonDocument Parse(ReadOnlyMemory<byte> utf8Json)
    {
        var document = JsonDocument.Parse(utf8Json, ReaderOptions);
        if (JsonText.IsUnicode(JsonMarshal.GetRawUtf8Value(document.RootElement)))
        {
            return document;
        }

        document.Dispose();
        throw new ProtoJsonException(JsonText.NotUnicode);
    }
}
