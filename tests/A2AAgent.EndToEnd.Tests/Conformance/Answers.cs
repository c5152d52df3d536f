using System.Text.Json;
using System.Text.Json.Nodes;

namespace A2AAgent.EndToEnd.Tests.Conformance;

/// <summary>Shows what the agent answers in lines that are easy to compare.</summary>
internal static class Answers
{
    public static string Id(this JsonElement task) => task.GetProperty("id").GetString()!;

    public static string State(this JsonElement task) => task.GetProperty("status").GetProperty("state").GetString()!;

    public static DateTimeOffset Time(this JsonElement task) => task.GetProperty("status").GetProperty("timestamp").GetDateTimeOffset();

    /// <summary>The text of the status message, or null.</summary>
    public static string? Says(this JsonElement task) =>
        task.GetProperty("status").TryGetProperty("message", out var message) ? Text(message) : null;

    public static string Text(this JsonElement message) => message.GetProperty("parts")[0].GetProperty("text").GetString()!;

    public static IReadOnlyList<JsonElement> Artifacts(this JsonElement task) =>
        task.TryGetProperty("artifacts", out var artifacts) ? [.. artifacts.EnumerateArray()] : [];

    public static IReadOnlyList<JsonElement> Parts(this JsonElement artifact) => [.. artifact.GetProperty("parts").EnumerateArray()];

    /// <summary>The fields of a part in the order of their names, each followed by a space.</summary>
    public static string Part(this JsonElement part) =>
        string.Concat(part.EnumerateObject().OrderBy(field => field.Name, StringComparer.Ordinal).Select(field => $"{field.Name}={Compact(field.Value)} "));

    /// <summary>An event of a stream as one line: what it is and what it brings.</summary>
    public static string Line(this JsonElement streamed)
    {
        var payload = Assert.Single(streamed.EnumerateObject());
        return payload.Name switch
        {
            "task" => $"task {payload.Value.State()}",
            "statusUpdate" => $"status {payload.Value.State()}",
            "artifactUpdate" => ArtifactLine(Flag(payload.Value, "append"), string.Concat(payload.Value.GetProperty("artifact").Parts().Select(Part)), Flag(payload.Value, "lastChunk")),
            _ => payload.Name,
        };
    }

    public static string ArtifactLine(bool append, string parts, bool last) => $"artifact {(append ? "+" : "=")} {parts}{(last ? "(last)" : "")}";

    /// <summary>False flags may be left out.</summary>
    private static bool Flag(JsonElement update, string name) => update.TryGetProperty(name, out var flag) && flag.GetBoolean();

    private static string? Compact(JsonElement value) => JsonNode.Parse(value.GetRawText())?.ToJsonString();
}
