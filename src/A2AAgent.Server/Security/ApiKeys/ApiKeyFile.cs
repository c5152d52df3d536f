using System.Text.Json;
using A2AAgent.Server.Configuration;

namespace A2AAgent.Server.Security.ApiKeys;

/// <summary>Reads a file of API keys: an object with an object for each key, as the keys are in the configuration.</summary>
internal static class ApiKeyFile
{
    /// <exception cref="InvalidDataException">The file is not like that. The message quotes nothing of it but names.</exception>
    public static IReadOnlyDictionary<string, ApiKeyOptions> Read(ReadOnlyMemory<byte> utf8)
    {
        using var document = Parse(utf8);
        var keys = new Dictionary<string, ApiKeyOptions>(StringComparer.Ordinal);
        foreach (var key in Object(document.RootElement, "the file"))
        {
            if (!keys.TryAdd(key.Name, Key(key.Name, key.Value)))
            {
                throw new InvalidDataException($"'{key.Name}' is there more than once.");
            }
        }

        return keys;
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            return JsonDocument.Parse(utf8, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, MaxDepth = 8 });
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"it is not JSON: {e.Message}", e);
        }
    }

    private static ApiKeyOptions Key(string name, JsonElement value)
    {
        var key = new ApiKeyOptions();
        foreach (var field in Object(value, $"'{name}'"))
        {
            switch (field.Name.ToUpperInvariant())
            {
                case "SHA256": key.Sha256 = Text(name, field); break;
                case "VALUE": key.Value = Text(name, field); break;
                case "TENANT": key.Tenant = Text(name, field); break;
                case "SCOPES": AddScopes(key, name, field); break;
                default: throw new InvalidDataException($"'{name}' has '{field.Name}'; a key has Sha256 or Value, Tenant and Scopes.");
            }
        }

        return key;
    }

    private static JsonElement.ObjectEnumerator Object(JsonElement value, string what) => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject()
        : throw new InvalidDataException($"{what} must be an object.");

    private static string Text(string name, JsonProperty field) => field.Value.ValueKind == JsonValueKind.String
        ? field.Value.GetString()!
        : throw new InvalidDataException($"{field.Name} of '{name}' must be a string.");

    private static void AddScopes(ApiKeyOptions key, string name, JsonProperty field)
    {
        if (field.Value.ValueKind != JsonValueKind.Array)
        {
            throw new InvalidDataException($"{field.Name} of '{name}' must be an array of strings.");
        }

        foreach (var scope in field.Value.EnumerateArray())
        {
            key.Scopes.Add(scope.ValueKind == JsonValueKind.String ? scope.GetString()! : throw new InvalidDataException($"{field.Name} of '{name}' must be an array of strings."));
        }
    }
}
