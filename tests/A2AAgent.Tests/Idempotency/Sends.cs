using System.Text.Json;

namespace A2AAgent.Tests.Idempotency;

/// <summary>Messages whose identifiers a test chooses.</summary>
internal static class Sends
{
    public static object InBackground { get; } = new { returnImmediately = true };

    public static object Text(
        string id, string skill, string text, string? taskId = null, string? contextId = null, object? configuration = null, object? metadata = null) =>
        Parts(id, [new { text }], metadata ?? new { skillId = skill }, taskId, contextId, configuration);

    public static object Parts(string id, object[] parts, object? metadata, string? taskId = null, string? contextId = null, object? configuration = null, object? beside = null)
    {
        var message = new Dictionary<string, object?> { ["messageId"] = id, ["role"] = "ROLE_USER", ["parts"] = parts };
        Add(message, "metadata", metadata);
        Add(message, "taskId", taskId);
        Add(message, "contextId", contextId);
        var request = new Dictionary<string, object?> { ["message"] = message };
        Add(request, "configuration", configuration);
        Add(request, "metadata", beside);
        return request;
    }

    public static string Id(this JsonElement task) => task.GetProperty("id").GetString()!;

    public static string Said(this JsonElement answer) => answer.GetProperty("message").GetProperty("parts")[0].GetProperty("text").GetString()!;

    public static string Output(this JsonElement task) => task.GetProperty("artifacts")[0].GetProperty("parts")[0].GetProperty("text").GetString()!;

    private static void Add(Dictionary<string, object?> target, string name, object? value)
    {
        if (value is not null)
        {
            target[name] = value;
        }
    }
}
