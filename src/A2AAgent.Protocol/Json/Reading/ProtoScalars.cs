using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace A2AAgent.Protocol.Json;

/// <summary>Reads the scalars that ProtoJSON writes in more than one way: numbers, bytes and timestamps.</summary>
internal static class ProtoScalars
{
    private const NumberStyles JsonNumber = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>A 32-bit integer: <c>5</c>, <c>5.0</c>, <c>5e0</c> or any of these as a string.</summary>
    public static int Integer(ref Utf8JsonReader reader)
    {
        double number;
        if (reader.TokenType == JsonTokenType.Number)
        {
            if (reader.TryGetInt32(out var value))
            {
                return value;
            }

            number = reader.TryGetDouble(out var parsed) ? parsed : double.NaN;
        }
        else if (reader.TokenType != JsonTokenType.String
            || !double.TryParse(ProtoRead.Text(ref reader), JsonNumber, CultureInfo.InvariantCulture, out number))
        {
            number = double.NaN;
        }

        return number is >= int.MinValue and <= int.MaxValue && number == Math.Truncate(number)
            ? (int)number
            : throw ProtoRead.Wrong(ref reader, "a 32-bit integer");
    }

    /// <summary>Bytes: base64 or base64url, with or without padding.</summary>
    public static byte[] Bytes(ref Utf8JsonReader reader)
    {
        ProtoRead.Expect(ref reader, JsonTokenType.String, "base64 text");
        if (!reader.ValueIsEscaped && reader.TryGetBytesFromBase64(out var bytes))
        {
            return bytes;
        }

        var text = ProtoRead.Text(ref reader).Replace('+', '-').Replace('/', '_');
        return Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : throw ProtoRead.Wrong(ref reader, "base64 text");
    }

    /// <summary>A moment in RFC 3339, with <c>Z</c> or an offset; the result is in UTC.</summary>
    public static DateTimeOffset Timestamp(ref Utf8JsonReader reader)
    {
        // The parser alone would take a date without a time, and a time without an offset as one in the machine's zone.
        return reader.TokenType == JsonTokenType.String
            && IsRfc3339(ProtoRead.Text(ref reader))
            && reader.TryGetDateTimeOffset(out var value)
            ? value.ToUniversalTime()
            : throw ProtoRead.Wrong(ref reader, "an RFC 3339 timestamp such as 2026-01-31T08:30:00.000Z");
    }

    private static bool IsRfc3339(string text) =>
        text.Length >= "2026-01-31T08:30:00Z".Length
        && text[10] == 'T'
        && text[16] == ':'
        && (text[^1] == 'Z' || (text[^6] is '+' or '-' && text[^3] == ':'));
}
