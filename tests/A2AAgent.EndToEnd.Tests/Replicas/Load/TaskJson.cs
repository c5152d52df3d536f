using System.Text.Json;

namespace A2AAgent.EndToEnd.Tests.Replicas.Load;

/// <summary>What the tests look at in the JSON of tasks and events.</summary>
internal static class TaskJson
{
    public static string Message(string id, string context, string skill, string text, string? webhook = null, string? taskId = null) => $$"""
        {"message":{"messageId":"{{id}}","contextId":"{{context}}","role":"ROLE_USER","parts":[{"text":"{{text}}"}],"metadata":{"skillId":"{{skill}}"}{{(taskId is null ? "" : $",\"taskId\":\"{taskId}\"")}}}
        {{(webhook is null ? "" : $",\"configuration\":{{\"taskPushNotificationConfig\":{{\"url\":\"{webhook}\"}}}}")}}}
        """;

    public static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    public static string State(this JsonElement holder) => holder.GetProperty("status").GetProperty("state").GetString()!;

    public static bool IsTerminal(string state) => state is "TASK_STATE_COMPLETED" or "TASK_STATE_FAILED" or "TASK_STATE_CANCELED" or "TASK_STATE_REJECTED";

    /// <summary>The state that an event of a stream brings, or null.</summary>
    public static string? StateOf(JsonElement change) =>
        change.TryGetProperty("statusUpdate", out var update) ? update.State() : change.TryGetProperty("task", out var task) ? task.State() : null;

    /// <summary>The texts of all artifacts.</summary>
    public static IReadOnlyList<string> Texts(JsonElement task) => !task.TryGetProperty("artifacts", out var artifacts) ? [] :
        [.. artifacts.EnumerateArray().SelectMany(static artifact => artifact.GetProperty("parts").EnumerateArray()).Select(static part => part.GetProperty("text").GetString()!)];
}
