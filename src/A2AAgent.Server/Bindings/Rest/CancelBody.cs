using System.Text.Json;
using A2AAgent.Protocol;

namespace A2AAgent.Server.Bindings.Rest;

/// <summary>Reads the body of a cancel request. It is the request without its id, which is in the address, and so not a whole record.</summary>
internal static class CancelBody
{
    /// <exception cref="AgentException">The body is not such an object.</exception>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public static CancelTaskRequest Read(ReadOnlySpan<byte> body, JsonReaderOptions options, string id)
    {
        var reader = new Utf8JsonReader(body, options);
        var value = JsonElement.ParseValue(ref reader);
        reader.Read();
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw AgentException.InvalidParams("", "an object is expected");
        }

        return new CancelTaskRequest { Id = id, Tenant = Tenant(value), Metadata = Metadata(value) };
    }

    private static string Tenant(JsonElement body) => !body.TryGetProperty("tenant", out var tenant) || tenant.ValueKind == JsonValueKind.Null
        ? ""
        : tenant.ValueKind == JsonValueKind.String ? tenant.GetString()! : throw AgentException.InvalidParams("tenant", "must be a string");

    private static JsonElement? Metadata(JsonElement body) => !body.TryGetProperty("metadata", out var metadata) || metadata.ValueKind == JsonValueKind.Null
        ? null
        : metadata.ValueKind == JsonValueKind.Object ? metadata : throw AgentException.InvalidParams("metadata", "must be an object");
}
