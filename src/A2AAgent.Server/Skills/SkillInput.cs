using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using A2AAgent.Protocol;

namespace A2AAgent.Server;

/// <summary>The message that a skill is called with, and readers for each kind of parameter; used by generated code.</summary>
/// <remarks>What a reader cannot find or read is an invalid-params <see cref="AgentException"/> that says what to send.</remarks>
public sealed class SkillInput
{
    private readonly string _skillId;
    private readonly AgentTask? _task;

    internal SkillInput(string skillId, Message message, AgentTask? task)
    {
        _skillId = skillId;
        _task = task;
        Message = message;
    }

    /// <summary>The message.</summary>
    public Message Message { get; }

    /// <summary>The message's parts.</summary>
    public IReadOnlyList<Part> Parts => Message.Parts;

    /// <summary>The text parts, joined by line breaks; null when there is none.</summary>
    public string? TextOrNull() => MessageText.Of(Message);

    /// <summary>The text parts, joined by line breaks.</summary>
    /// <exception cref="AgentException">There is no text part.</exception>
    public string Text() => TextOrNull() ?? throw Missing("a text part");

    /// <summary>The only part.</summary>
    /// <exception cref="AgentException">There are several.</exception>
    public Part Part() => Parts.Count == 1 ? Parts[0] : throw Missing("exactly one part");

    /// <summary>
    /// A JSON value: the first data part, or the first text part that holds JSON, of this message or, in a follow-up, of the
    /// newest earlier message that has one.
    /// </summary>
    /// <exception cref="AgentException">There is none, or it does not fit the type.</exception>
    public T Json<T>(JsonTypeInfo<T> typeInfo)
        where T : notnull => TryJson(typeInfo, out var value) ? value : throw Missing($"a data part with a {typeInfo.Type.Name} as JSON");

    /// <summary>Like <see cref="Json{T}"/>, with null when there is no such part.</summary>
    /// <exception cref="AgentException">There is one that does not fit the type.</exception>
    public T? JsonOrDefault<T>(JsonTypeInfo<T> typeInfo)
        where T : notnull => TryJson(typeInfo, out var value) ? value : default;

    /// <summary>Like <see cref="Json{T}"/> for a value type, with null when there is no such part.</summary>
    /// <exception cref="AgentException">There is one that does not fit the type.</exception>
    public T? JsonOrNull<T>(JsonTypeInfo<T> typeInfo)
        where T : struct => TryJson(typeInfo, out var value) ? value : null;

    private bool TryJson<T>(JsonTypeInfo<T> typeInfo, [MaybeNullWhen(false)] out T value)
        where T : notnull
    {
        if (SkillJson.TryRead(Message, typeInfo, out value))
        {
            return true;
        }

        for (var i = (_task?.History.Count ?? 0) - 1; i >= 0; i--)
        {
            var earlier = _task!.History[i];
            if (earlier.Role == Role.User && SkillJson.TryRead(earlier, typeInfo, out value))
            {
                return true;
            }
        }

        value = default;
        return false;
    }

    private AgentException Missing(string what) =>
        AgentException.InvalidParams("message.parts", $"skill '{_skillId}' takes {what}");
}
