using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace A2AAgent.Protobuf.Mapping;

/// <summary>
/// JSON that the parser took and that is no Unicode all the same: bytes that are not UTF-8, escapes of half a surrogate pair.
/// It comes from skills and clients, never from requests; it must not take the whole answer with it.
/// </summary>
internal static class BrokenJson
{
    private const int EscapeLength = 6;

    /// <summary>The same value with U+FFFD in place of what is not Unicode.</summary>
    public static JsonElement Repaired(JsonElement element)
    {
        var json = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(element)));
        for (var at = 0; (at = Next(json, at)) >= 0;)
        {
            at += Repair(json.AsSpan(at));
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        return JsonElement.ParseValue(ref reader);
    }

    private static int Next(byte[] json, int from) => Array.IndexOf(json, (byte)'\\', from);

    /// <summary>Repairs the escape at the start; gives how many bytes are done with.</summary>
    private static int Repair(Span<byte> json)
    {
        if (json[1] != 'u')
        {
            return 2;
        }

        var unit = Unit(json);
        if (!char.IsSurrogate(unit))
        {
            return EscapeLength;
        }

        if (char.IsHighSurrogate(unit) && json[EscapeLength..].StartsWith("\\u"u8) && char.IsLowSurrogate(Unit(json[EscapeLength..])))
        {
            return 2 * EscapeLength;
        }

        "\\ufffd"u8.CopyTo(json);
        return EscapeLength;
    }

    private static char Unit(ReadOnlySpan<byte> escape) =>
        (char)ushort.Parse(escape.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
