using System.Text.Json;
using A2AAgent.Client.Transports.Http;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Client.Transports.JsonRpc;

/// <summary>A JSON-RPC response, read in one go (specification, sections 9.4 and 9.5).</summary>
/// <param name="HasResult">True when there is a result.</param>
/// <param name="Result">The result.</param>
/// <param name="Error">The error; null when there is none.</param>
internal readonly record struct JsonRpcReply<T>(bool HasResult, T? Result, RemoteError? Error)
{
    /// <summary>Reads a response.</summary>
    /// <exception cref="JsonException">It is none, or its result is not what is expected.</exception>
    public static JsonRpcReply<T> Read<TJson>(ReadOnlySpan<byte> body)
        where TJson : IProtoJson<T>
    {
        ProtoRead.IsUnlimited = true;
        try
        {
            return ReadEnvelope<TJson>(body);
        }
        finally
        {
            ProtoRead.IsUnlimited = false;
        }
    }

    private static JsonRpcReply<T> ReadEnvelope<TJson>(ReadOnlySpan<byte> body)
        where TJson : IProtoJson<T>
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = ProtoLimits.MaxDepth });
        ProtoRead.Advance(ref reader);
        ProtoRead.Expect(ref reader, JsonTokenType.StartObject, "a JSON-RPC response");
        var reply = default(JsonRpcReply<T>);
        while (ProtoRead.Advance(ref reader) == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("result"u8))
            {
                ProtoRead.Advance(ref reader);
                reply = reply with { HasResult = true, Result = TJson.Read(ref reader) };
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                ProtoRead.Advance(ref reader);
                reply = reply with { Error = ReadError(JsonElement.ParseValue(ref reader)) };
            }
            else
            {
                ProtoRead.Advance(ref reader);
                ProtoRead.Skip(ref reader);
            }
        }

        return reply.HasResult || reply.Error is not null ? reply : throw new JsonException("It has neither a result nor an error.");
    }

    private static RemoteError? ReadError(JsonElement error)
    {
        if (error.ValueKind != JsonValueKind.Object)
        {
            return error.ValueKind == JsonValueKind.Null ? null : throw new JsonException("Its error is not an object.");
        }

        var code = error.TryGetProperty("code", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : 0;
        var answer = new RemoteError { Error = AgentErrorLookup.ByJsonRpcCode(code), Message = ErrorJson.Text(error, "message") };
        return error.TryGetProperty("data", out var data) ? ErrorJson.WithDetails(answer, data) : answer;
    }
}

/// <summary>A result that says nothing: an object, or null.</summary>
internal sealed class NothingJson : IProtoJson<Calls.Nothing>
{
    public static Calls.Nothing Read(ref Utf8JsonReader reader)
    {
        ProtoRead.Skip(ref reader);
        return default;
    }

    public static void Write(Utf8JsonWriter writer, Calls.Nothing value)
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    }
}
