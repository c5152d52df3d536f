using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace A2AAgent.Protocol.Json;

/// <summary>The text of JSON tokens: whether it is Unicode, and how errors quote it.</summary>
internal static class JsonText
{
    public const string NotUnicode = "Must be Unicode text, but has invalid UTF-8 or half a surrogate pair.";

    private const int MaxQuoted = 64;

    /// <summary>The map entry of a path, for example <c>["bearer"]</c>.</summary>
    public static string Key(string key) => $"[\"{Truncate(key)}\"]";

    /// <summary>Quotes a wrong value, shortened: it goes into an error that travels back to the caller.</summary>
    public static string Quote(string value) => $"\"{Truncate(value)}\"";

    /// <summary>The value at which the reader stands, in words.</summary>
    public static string Describe(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.Null => "null",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Number => Truncate(Encoding.UTF8.GetString(Bytes(ref reader))),
        _ => Quote(ProtoRead.Text(ref reader)),
    };

    /// <summary>
    /// True when raw JSON decodes to Unicode. The parser looks at neither UTF-8 nor surrogate escapes; a value that has them wrong
    /// would throw only when it is written or read as a string, far from the caller who sent it.
    /// </summary>
    public static bool IsUnicode(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            return false;
        }

        for (var at = json.IndexOf((byte)'\\'); at >= 0; at = json.IndexOf((byte)'\\'))
        {
            json = json[at..];
            if (json[1] != 'u')
            {
                json = json[2..];
                continue;
            }

            var unit = Unit(json);
            if (!char.IsSurrogate(unit))
            {
                json = json[6..];
                continue;
            }

            if (!char.IsHighSurrogate(unit) || !json[6..].StartsWith("\\u"u8) || !char.IsLowSurrogate(Unit(json[6..])))
            {
                return false;
            }

            json = json[12..];
        }

        return true;
    }

    private static char Unit(ReadOnlySpan<byte> escape) =>
        (char)ushort.Parse(escape.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static ReadOnlySpan<byte> Bytes(ref Utf8JsonReader reader) =>
        reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;

    private static string Truncate(string text)
    {
        if (text.Length <= MaxQuoted)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[MaxQuoted - 1]) ? MaxQuoted - 1 : MaxQuoted;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
