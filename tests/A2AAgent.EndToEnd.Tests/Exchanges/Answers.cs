using System.Text.Json;

namespace A2AAgent.EndToEnd.Tests.Exchanges;

/// <summary>Reads what the sample answers.</summary>
internal static class Answers
{
    public static string State(this JsonElement task) => task.GetProperty("status").GetProperty("state").GetString()!;

    public static string StatusText(this JsonElement task) =>
        task.GetProperty("status").GetProperty("message").GetProperty("parts")[0].GetProperty("text").GetString()!;

    public static JsonElement Verdict(this JsonElement task) => task.GetProperty("artifacts")[0].GetProperty("parts")[0].GetProperty("data");

    public static string Decision(this JsonElement verdict) => verdict.GetProperty("decision").GetString()!;

    public static IEnumerable<JsonElement> Parts(this IEnumerable<JsonElement> events) => events
        .Where(one => one.TryGetProperty("artifactUpdate", out _))
        .SelectMany(one => one.GetProperty("artifactUpdate").GetProperty("artifact").GetProperty("parts").EnumerateArray());

    public static string LastState(this IEnumerable<JsonElement> events) => events.Last().GetProperty("statusUpdate").State();
}
