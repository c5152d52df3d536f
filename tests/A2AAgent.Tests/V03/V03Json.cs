using System.Text.Json;

namespace A2AAgent.Tests.V03;

/// <summary>Makes and reads what travels in 0.3.</summary>
internal static class V03Json
{
    public static object Send(string skill, string text, string? taskId = null, object? configuration = null) =>
        SendParts(skill, [new { kind = "text", text }], taskId, configuration);

    public static object SendParts(string skill, object[] parts, string? taskId = null, object? configuration = null)
    {
        var message = new Dictionary<string, object?>
        {
            ["kind"] = "message",
            ["messageId"] = Guid.NewGuid().ToString(),
            ["role"] = "user",
            ["parts"] = parts,
            ["metadata"] = new { skillId = skill },
        };
        if (taskId is not null)
        {
            message["taskId"] = taskId;
        }

        return configuration is null ? new { message } : new { message, configuration };
    }

    public static string Text(this JsonElement item, string name) => item.GetProperty(name).GetString()!;

    public static string State(this JsonElement item) => item.GetProperty("status").Text("state");

    /// <summary>An event in a word: its kind, and what it brings.</summary>
    public static string Describe(JsonElement item) => item.Text("kind") switch
    {
        "status-update" => $"{item.State()}{(item.GetProperty("final").GetBoolean() ? " final" : "")}",
        "artifact-update" => $"+{item.GetProperty("artifact").GetProperty("parts")[0].Text("text")}{(item.GetProperty("lastChunk").GetBoolean() ? " last" : "")}",
        "task" => $"task {item.State()}",
        var kind => kind,
    };
}
