using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace A2AAgent.Client.Skills;

/// <summary>Finds the value that a skill has given: the last data part, or else the last text, which holds JSON.</summary>
internal static class SkillOutputReader
{
    /// <param name="outputs">The parts of each artifact, or of the reply.</param>
    /// <param name="type">How the value is read.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="JsonException">The value is not of the type.</exception>
    public static bool TryRead<T>(IReadOnlyList<IReadOnlyList<Part>> outputs, JsonTypeInfo<T> type, out T? value)
    {
        if (outputs.SelectMany(static parts => parts).LastOrDefault(static part => part.Kind == PartKind.Data) is { Data: { } data })
        {
            value = data.Deserialize(type);
            return true;
        }

        if (outputs.Select(Text).LastOrDefault(static text => text.Length > 0) is { } last)
        {
            value = typeof(T) == typeof(string) ? (T)(object)last : JsonSerializer.Deserialize(last, type);
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>A text that was streamed is in pieces.</summary>
    private static string Text(IReadOnlyList<Part> parts) => string.Concat(parts.Select(static part => part.Text));
}
