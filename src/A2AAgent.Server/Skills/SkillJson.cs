using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using A2AAgent.Protocol;

namespace A2AAgent.Server;

internal static class SkillJson
{
    /// <summary>Reads the first data part, or else the first text part that looks like a JSON object or array.</summary>
    /// <exception cref="AgentException">There is such a part, and it does not fit the type.</exception>
    public static bool TryRead<T>(Message message, JsonTypeInfo<T> typeInfo, [MaybeNullWhen(false)] out T value)
        where T : notnull
    {
        for (var i = 0; i < message.Parts.Count; i++)
        {
            if (message.Parts[i].Data is { } data)
            {
                value = Read(i, () => data.Deserialize(typeInfo));
                return true;
            }
        }

        for (var i = 0; i < message.Parts.Count; i++)
        {
            if (message.Parts[i].Text is { } text && LooksLikeJson(text))
            {
                value = Read(i, () => JsonSerializer.Deserialize(text, typeInfo));
                return true;
            }
        }

        value = default;
        return false;
    }

    private static bool LooksLikeJson(string text) => text.AsSpan().TrimStart() is ['{' or '[', ..];

    private static T Read<T>(int part, Func<T?> read)
        where T : notnull
    {
        try
        {
            return read() ?? throw AgentException.InvalidParams(Field(part), $"a {typeof(T).Name} is expected, not null");
        }
        catch (JsonException e)
        {
            throw AgentException.InvalidParams(Field(part, e.Path), $"does not fit {typeof(T).Name}: {e.Message}");
        }
    }

    private static string Field(int part, string? path = null) => $"message.parts[{part}]{path?.TrimStart('$')}";
}
