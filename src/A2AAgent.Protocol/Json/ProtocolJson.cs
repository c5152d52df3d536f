using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace A2AAgent.Protocol.Json;

/// <summary>The wire format of the protocol: ProtoJSON as UTF-8 (specification, section 5.5).</summary>
public static class ProtocolJson
{
    /// <summary>How every protocol value is read and written.</summary>
    /// <remarks>
    /// Escapes little more than JSON demands, so the output does not belong inside HTML.
    /// <see cref="ProtocolJsonContext.Default"/> reads the same and writes equal JSON with more escapes: an encoder cannot be given to it.
    /// </remarks>
    public static ProtocolJsonContext Context { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = ProtoLimits.MaxDepth,
    });

    /// <summary>Writes a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="typeInfo">How it is written: a property of <see cref="Context"/>.</param>
    public static byte[] ToUtf8<T>(T value, JsonTypeInfo<T> typeInfo) => JsonSerializer.SerializeToUtf8Bytes(value, typeInfo);

    /// <summary>Writes an event. <see cref="StreamEvent.ToUtf8Json"/> does it once and keeps the result.</summary>
    public static byte[] ToUtf8(StreamEvent value) => ToUtf8<StreamEvent, StreamEventConverter>(value);

    /// <summary>Reads what <see cref="ToUtf8{T, TJson}"/> has written, however long its lists are.</summary>
    internal static T FromOwnUtf8<T>(ReadOnlySpan<byte> utf8Json, JsonTypeInfo<T> typeInfo)
    {
        ProtoRead.IsUnlimited = true;
        try
        {
            return JsonSerializer.Deserialize(utf8Json, typeInfo)!;
        }
        finally
        {
            ProtoRead.IsUnlimited = false;
        }
    }

    /// <summary>Reads what an agent answered: held to the size of the answer, not to the limits of what a client may send.</summary>
    internal static T FromPeerUtf8<T, TJson>(ReadOnlySpan<byte> utf8Json)
        where TJson : IProtoJson<T>
    {
        var reader = new Utf8JsonReader(utf8Json, new JsonReaderOptions { MaxDepth = ProtoLimits.MaxDepth });
        ProtoRead.Advance(ref reader);
        ProtoRead.IsUnlimited = true;
        try
        {
            var value = TJson.Read(ref reader);
            return reader.Read() ? throw new JsonException("There is more than one JSON value.") : value;
        }
        finally
        {
            ProtoRead.IsUnlimited = false;
        }
    }

    /// <summary>Writes a value without the serializer in between.</summary>
    internal static byte[] ToUtf8<T, TJson>(T value)
        where TJson : IProtoJson<T>
    {
        var buffer = JsonBuffer.Take();
        TJson.Write(buffer.Writer, value);
        var json = buffer.Written.ToArray();
        buffer.Return();
        return json;
    }

    /// <summary>Reads a value.</summary>
    /// <param name="utf8Json">Exactly one JSON value.</param>
    /// <param name="typeInfo">How it is read: a property of <see cref="Context"/>.</param>
    /// <exception cref="ProtoJsonException">A field is missing, repeated, of the wrong type or out of bounds.</exception>
    /// <exception cref="JsonException">The JSON is not well-formed or nested too deeply.</exception>
    public static T FromUtf8<T>(ReadOnlySpan<byte> utf8Json, JsonTypeInfo<T> typeInfo) => JsonSerializer.Deserialize(utf8Json, typeInfo)!;
}
