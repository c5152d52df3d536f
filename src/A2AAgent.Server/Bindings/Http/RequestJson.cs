using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Server.Bindings.Http;

/// <summary>Reads a request record out of JSON.</summary>
internal static class RequestJson
{
    /// <exception cref="AgentException">A field is missing or wrong.</exception>
    /// <exception cref="JsonException">The bytes are not JSON.</exception>
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
    }

    public static JsonReaderOptions Options(int maxDepth) => new() { MaxDepth = maxDepth };

    /// <summary>What to tell a client whose bytes are not JSON.</summary>
    public static AgentException NotJson(JsonException e) =>
        new(AgentError.ParseError, $"The request body is not valid JSON: {e.Message}", e);
}
