using System.Runtime.InteropServices;
using System.Text.Json;

namespace A2AAgent.Protocol.Json;

/// <summary>Reads text, JSON values, lists and maps. Wrong input is always a <see cref="JsonException"/>.</summary>
internal static class ProtoRead
{
    /// <summary>
    /// True while this thread reads JSON that we have written ourselves, or asked for: what a skill made is not held to the limits of what
    /// a client may send.
    /// </summary>
    [field: ThreadStatic]
    public static bool IsUnlimited { get; set; }

    public static JsonTokenType Advance(ref Utf8JsonReader reader) => reader.Read() ? reader.TokenType : throw Incomplete();

    public static void Skip(ref Utf8JsonReader reader)
    {
        // Not Skip(): that one refuses a reader over a buffer that is not the last, although the value is complete in it.
        if (!reader.TrySkip())
        {
            throw Incomplete();
        }
    }

    public static void Expect(ref Utf8JsonReader reader, JsonTokenType token, string expected)
    {
        if (reader.TokenType != token)
        {
            throw Wrong(ref reader, expected);
        }
    }

    public static ProtoJsonException Wrong(ref Utf8JsonReader reader, string expected) =>
        new($"Must be {expected}, but is {JsonText.Describe(ref reader)}.");

    public static string Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
        {
            throw Wrong(ref reader, "a string");
        }

        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new ProtoJsonException(JsonText.NotUnicode);
        }
    }

    public static bool Flag(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Wrong(ref reader, "true or false"),
    };

    /// <summary>Any JSON value.</summary>
    public static JsonElement Value(ref Utf8JsonReader reader)
    {
        var value = JsonElement.ParseValue(ref reader);
        return JsonText.IsUnicode(JsonMarshal.GetRawUtf8Value(value)) ? value : throw new ProtoJsonException(JsonText.NotUnicode);
    }

    /// <summary>A JSON object of any content.</summary>
    public static JsonElement Struct(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject, "an object");
        return Value(ref reader);
    }

    public static T[] List<T>(ref Utf8JsonReader reader, ReadValue<T> read, int limit)
    {
        Expect(ref reader, JsonTokenType.StartArray, "an array");
        T[] items = [];
        var count = 0;
        while (Advance(ref reader) != JsonTokenType.EndArray)
        {
            if (count == limit && !IsUnlimited)
            {
                throw new ProtoJsonException($"Too long: must have at most {limit} elements.");
            }

            if (count == items.Length)
            {
                Array.Resize(ref items, Math.Max(1, 4 * count));
            }

            items[count] = Element(ref reader, read, count);
            count++;
        }

        Array.Resize(ref items, count);
        return items;
    }

    /// <summary>A map; an entry that <paramref name="read"/> gives null for is left out.</summary>
    public static Dictionary<string, T> Map<T>(ref Utf8JsonReader reader, ReadValue<T?> read)
        where T : class
    {
        Expect(ref reader, JsonTokenType.StartObject, "an object");
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        while (Advance(ref reader) != JsonTokenType.EndObject)
        {
            if (map.Count == ProtoLimits.MaxListLength && !IsUnlimited)
            {
                throw new ProtoJsonException($"Too long: must have at most {ProtoLimits.MaxListLength} entries.");
            }

            var key = Text(ref reader);
            Advance(ref reader);
            if (Entry(ref reader, read, key) is { } value && !map.TryAdd(key, value))
            {
                throw new ProtoJsonException(JsonText.Key(key), "Given more than once.");
            }
        }

        return map;
    }

    private static T Element<T>(ref Utf8JsonReader reader, ReadValue<T> read, int index)
    {
        try
        {
            return read(ref reader);
        }
        catch (ProtoJsonException error)
        {
            error.Within($"[{index}]");
            throw;
        }
    }

    private static T? Entry<T>(ref Utf8JsonReader reader, ReadValue<T?> read, string key)
        where T : class
    {
        try
        {
            return read(ref reader);
        }
        catch (ProtoJsonException error)
        {
            error.Within(JsonText.Key(key));
            throw;
        }
    }

    private static JsonException Incomplete() => new("The JSON ends before the value is complete.");
}
