using System.Text.Json;

namespace A2AAgent.Tests.Contract;

internal static class TestJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Writes anonymous objects; tests may use reflection, the product may not.</summary>
    public static string Write(object value) => JsonSerializer.Serialize(value, value.GetType(), Options);

    public static void AddTo(this CallHeaders headers, HttpRequestMessage message)
    {
        if (headers.Version is not null)
        {
            message.Headers.Add("A2A-Version", headers.Version);
        }

        if (headers.Extensions is not null)
        {
            message.Headers.Add("A2A-Extensions", headers.Extensions);
        }

        headers.Credential?.Invoke(message);
    }

    /// <summary>A request that sends a text to a skill.</summary>
    public static object Text(string skill, string text, string? taskId = null, string? contextId = null, object? configuration = null) =>
        Request(skill, [new { text }], taskId, contextId, configuration);

    /// <summary>A request that sends parts to a skill.</summary>
    public static object Request(string? skill, object[] parts, string? taskId = null, string? contextId = null, object? configuration = null)
    {
        var message = new Dictionary<string, object?> { ["messageId"] = Guid.NewGuid().ToString(), ["role"] = "ROLE_USER", ["parts"] = parts };
        Add(message, "taskId", taskId);
        Add(message, "contextId", contextId);
        Add(message, "metadata", skill is null ? null : new { skillId = skill });
        var request = new Dictionary<string, object?> { ["message"] = message };
        Add(request, "configuration", configuration);
        return request;
    }

    public static string State(this JsonElement task) => task.GetProperty("status").GetProperty("state").GetString()!;

    private static void Add(Dictionary<string, object?> target, string name, object? value)
    {
        if (value is not null)
        {
            target[name] = value;
        }
    }
}
