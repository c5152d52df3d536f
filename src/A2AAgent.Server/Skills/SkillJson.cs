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
        var index = IndexOfJson(message.Parts);
        if (index < 0)
        {
            value = default;
            return false;
        }

        value = Read(message.Parts[index], index, typeInfo);
        return true;
    }

    private static int IndexOfJson(IReadOnlyList<Part> parts)
    {
        var text = -1;
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].Kind == PartKind.Data)
            {
                return i;
            }

            if (text < 0 && parts[i].Text is { } content && content.AsSpan().TrimStart() is ['{' or '[', ..])
            {
                text = i;
            }
        }

        return text;
    }

    private static T Read<T>(Part part, int index, JsonTypeInfo<T> typeInfo)
        where T : notnull
    {
        try
        {
            var value = part.Data is { } data ? data.Deserialize(typeInfo) : JsonSerializer.Deserialize(part.Text!, typeInfo);
            return value ?? throw AgentException.InvalidParams(Field(index), $"a {typeof(T).Name} is expected, not null");
        }
        catch (JsonException e)
        {
            throw AgentException.InvalidParams(Field(index, e.Path), $"does not fit {typeof(T).Name}: {e.Message}");
        }
    }

    private static string Field(int part, string? path = null) => $"message.parts[{part}]{path?.TrimStart('$')}";
}
