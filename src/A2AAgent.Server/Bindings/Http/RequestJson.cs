using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Server.Bindings.Http;

/// <summary>Reads a request record out of JSON.</summary>
internal static class RequestJson
{
    /// <summary>What the reader says may quote the body.</summary>
    private const int LongestReason = 160;

    /// <exception cref="AgentException">A field is missing or wrong, or the bytes are not JSON.</exception>
    public static T Read<T>(ref Utf8JsonReader reader, JsonTypeInfo<T> typeInfo)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(ref reader, typeInfo) ?? throw AgentException.InvalidParams("", "an object is expected, not null");
        }
        catch (ProtoJsonException e)
        {
            throw AgentException.InvalidParams(e.Field, e.Description);
        }
        catch (JsonException e)
        {
            throw NotJson(e);
        }
    }

    /// <summary>Reads a record out of JSON that is known to be whole, without the serializer in between.</summary>
    /// <exception cref="AgentException">A field is missing or wrong.</exception>
    public static T Read<T, TJson>(ReadOnlySpan<byte> json, JsonReaderOptions options)
        where TJson : IProtoJson<T>
    {
        var reader = new Utf8JsonReader(json, options);
        try
        {
            reader.Read();
            return TJson.Read(ref reader);
        }
        catch (ProtoJsonException e)
        {
            throw AgentException.InvalidParams(e.Field, e.Description);
        }
        catch (JsonException e)
        {
            throw NotJson(e);
        }
    }

    /// <summary>Reads to the end of a body that must hold nothing more.</summary>
    /// <exception cref="AgentException">There is more.</exception>
    public static void End(ref Utf8JsonReader reader)
    {
        try
        {
            reader.Read();
        }
        catch (JsonException e)
        {
            throw NotJson(e);
        }
    }

    public static JsonReaderOptions Options(int maxDepth) => new() { MaxDepth = maxDepth };

    /// <summary>What to tell a client whose bytes are not JSON.</summary>
    public static AgentException NotJson(JsonException e) =>
        new(AgentError.ParseError, $"The request body is not valid JSON: {(e.Message.Length <= LongestReason ? e.Message : e.Message[..LongestReason] + "…")}", e);
}
