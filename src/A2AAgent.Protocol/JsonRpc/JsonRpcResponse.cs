using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol.JsonRpc;

/// <summary>Writes JSON-RPC 2.0 responses (specification, sections 9.4 and 9.5).</summary>
public static class JsonRpcResponse
{
    /// <summary>Writes a result.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="id">The id of the request, as JSON.</param>
    /// <param name="result">The result.</param>
    /// <param name="typeInfo">How the result is written.</param>
    public static void WriteResult<T>(Utf8JsonWriter writer, ReadOnlySpan<byte> id, T result, JsonTypeInfo<T> typeInfo)
    {
        Begin(writer, id);
        writer.WritePropertyName("result"u8);
        JsonSerializer.Serialize(writer, result, typeInfo);
        writer.WriteEndObject();
    }

    internal static void WriteResult<T, TJson>(Utf8JsonWriter writer, ReadOnlySpan<byte> id, T result)
        where TJson : IProtoJson<T>
    {
        Begin(writer, id);
        writer.WritePropertyName("result"u8);
        TJson.Write(writer, result);
        writer.WriteEndObject();
    }

    /// <summary>Writes an empty object as the result, the JSON of protobuf's <c>Empty</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="id">The id of the request, as JSON.</param>
    public static void WriteEmpty(Utf8JsonWriter writer, ReadOnlySpan<byte> id)
    {
        Begin(writer, id);
        writer.WriteStartObject("result"u8);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Writes an error.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="id">The id of the request, as JSON.</param>
    /// <param name="failure">The error; its message and details reach the caller.</param>
    public static void WriteError(Utf8JsonWriter writer, ReadOnlySpan<byte> id, AgentException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        Begin(writer, id);
        writer.WriteStartObject("error"u8);
        writer.WriteNumber("code"u8, failure.Error.JsonRpcCode);
        writer.WriteString("message"u8, failure.Message);
        if (ErrorDetails.Any(failure))
        {
            writer.WritePropertyName("data"u8);
            ErrorDetails.Write(writer, failure);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>What stands before a result that is JSON already; after it comes <c>}</c>.</summary>
    /// <param name="id">The id of the request, as JSON.</param>
    public static byte[] ResultPrefix(ReadOnlySpan<byte> id) => [.. "{\"jsonrpc\":\"2.0\",\"id\":"u8, .. id, .. ",\"result\":"u8];

    private static void Begin(Utf8JsonWriter writer, ReadOnlySpan<byte> id)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("jsonrpc"u8, "2.0"u8);
        writer.WritePropertyName("id"u8);
        writer.WriteRawValue(id, skipInputValidation: true);
    }
}
