using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace A2AAgent.Client.Skills;

/// <summary>Finds the value that a skill has given: the last data part, or else the last text part that holds JSON.</summary>
internal static class SkillOutputReader
{
    /// <exception cref="JsonException">The value is not of the type.</exception>
    public static bool TryRead<T>(IEnumerable<Part> parts, JsonTypeInfo<T> type, out T? value)
    {
        var all = parts.ToArray();
        if (Array.FindLast(all, static part => part.Kind == PartKind.Data) is { Data: { } data })
        {
            value = data.Deserialize(type);
            return true;
        }

        if (Array.FindLast(all, static part => !string.IsNullOrWhiteSpace(part.Text)) is { Text: { } text })
        {
            value = typeof(T) == typeof(string) ? (T)(object)text : JsonSerializer.Deserialize(text, type);
            return true;
        }

        value = default;
        return false;
    }
}
