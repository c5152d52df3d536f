using System.Globalization;
using System.Text.Json;

namespace A2AAgent.Protocol.Json;

/// <summary>Writes fields: those without a value are left out unless the method's name says otherwise.</summary>
internal static class ProtoWriter
{
    private const int Milliseconds = 23;

    public static void Text(this Utf8JsonWriter writer, JsonEncodedText name, string value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            writer.WriteString(name, value);
        }
    }

    /// <summary>A field with explicit presence: an empty string is written, null is not.</summary>
    public static void OptionalText(this Utf8JsonWriter writer, JsonEncodedText name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    public static void Flag(this Utf8JsonWriter writer, JsonEncodedText name, bool value)
    {
        if (value)
        {
            writer.WriteBoolean(name, value);
        }
    }

    /// <summary>A field with explicit presence: false is written, null is not.</summary>
    public static void OptionalFlag(this Utf8JsonWriter writer, JsonEncodedText name, bool? value)
    {
        if (value is { } flag)
        {
            writer.WriteBoolean(name, flag);
        }
    }

    public static void Integer(this Utf8JsonWriter writer, JsonEncodedText name, int value)
    {
        if (value != 0)
        {
            writer.WriteNumber(name, value);
        }
    }

    /// <summary>A field with explicit presence: 0 is written, null is not.</summary>
    public static void OptionalInteger(this Utf8JsonWriter writer, JsonEncodedText name, int? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    public static void Timestamp(this Utf8JsonWriter writer, JsonEncodedText name, DateTimeOffset? value)
    {
        if (value is { } moment)
        {
            // The round-trip format has a fast path, which a format of milliseconds has not: it is cut down to them.
            Span<byte> text = stackalloc byte[28];
            moment.UtcDateTime.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
            text[Milliseconds] = (byte)'Z';
            writer.WriteString(name, text[..(Milliseconds + 1)]);
        }
    }

    public static void Struct(this Utf8JsonWriter writer, JsonEncodedText name, JsonElement? value)
    {
        if (value is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } json)
        {
            writer.WritePropertyName(name);
            json.WriteTo(writer);
        }
    }

    public static void Value<T>(this Utf8JsonWriter writer, JsonEncodedText name, T? value, Action<Utf8JsonWriter, T> write)
        where T : class
    {
        if (value is not null)
        {
            writer.WritePropertyName(name);
            write(writer, value);
        }
    }

    public static void List<T>(this Utf8JsonWriter writer, JsonEncodedText name, IReadOnlyList<T> values, Action<Utf8JsonWriter, T> write)
    {
        if (values.Count > 0)
        {
            writer.RequiredList(name, values, write);
        }
    }

    public static void RequiredList<T>(
        this Utf8JsonWriter writer, JsonEncodedText name, IReadOnlyList<T> values, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        for (var index = 0; index < values.Count; index++)
        {
            write(writer, values[index]);
        }

        writer.WriteEndArray();
    }

    public static void WriteText(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);

    public static void Texts(this Utf8JsonWriter writer, JsonEncodedText name, IReadOnlyList<string> values) =>
        writer.List(name, values, WriteText);

    public static void RequiredTexts(this Utf8JsonWriter writer, JsonEncodedText name, IReadOnlyList<string> values) =>
        writer.RequiredList(name, values, WriteText);

    public static void Map<T>(
        this Utf8JsonWriter writer, JsonEncodedText name, IReadOnlyDictionary<string, T> values, Action<Utf8JsonWriter, T> write)
    {
        if (values.Count > 0)
        {
            writer.RequiredMap(name, values, write);
        }
    }

    public static void RequiredMap<T>(
        this Utf8JsonWriter writer, JsonEncodedText name, IReadOnlyDictionary<string, T> values, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartObject(name);
        foreach (var (key, value) in values)
        {
            writer.WritePropertyName(key);
            write(writer, value);
        }

        writer.WriteEndObject();
    }
}
