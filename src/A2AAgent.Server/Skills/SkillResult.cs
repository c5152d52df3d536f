using System.Diagnostics.CodeAnalysis;
using A2AAgent.Protocol;

namespace A2AAgent.Server;

/// <summary>How a skill's turn ended: completed, or waiting for the client, or rejected, or failed.</summary>
/// <remarks>The default value is <see cref="Completed()"/>.</remarks>
public readonly struct SkillResult
{
    private readonly TaskState _state;

    private SkillResult(TaskState state, Message? message)
    {
        _state = state;
        Message = message;
    }

    /// <summary>The state that the task enters.</summary>
    public TaskState State => _state == TaskState.Unspecified ? TaskState.Completed : _state;

    /// <summary>What the agent says about it, or null.</summary>
    public Message? Message { get; }

    /// <summary>The task is done.</summary>
    public static SkillResult Completed() => default;

    /// <summary>The task is done, with a message.</summary>
    public static SkillResult Completed(string text) => new(TaskState.Completed, Protocol.Message.FromAgent(text));

    /// <summary>The client must send more; the skill runs again with its next message.</summary>
    public static SkillResult InputRequired(string text) => new(TaskState.InputRequired, Protocol.Message.FromAgent(text));

    /// <summary>The client must send more; the skill runs again with its next message.</summary>
    public static SkillResult InputRequired(Message message) => new(TaskState.InputRequired, message);

    /// <summary>The client must authenticate first; the skill runs again with its next message.</summary>
    public static SkillResult AuthRequired(string text) => new(TaskState.AuthRequired, Protocol.Message.FromAgent(text));

    /// <summary>The client must authenticate first; the skill runs again with its next message.</summary>
    public static SkillResult AuthRequired(Message message) => new(TaskState.AuthRequired, message);

    /// <summary>The agent will not do it.</summary>
    public static SkillResult Rejected(string text) => new(TaskState.Rejected, Protocol.Message.FromAgent(text));

    /// <summary>The agent tried and could not. The text is for the client: leave secrets and stack traces out.</summary>
    public static SkillResult Failed(string text) => new(TaskState.Failed, Protocol.Message.FromAgent(text));

    /// <summary>The task is done; its output is the value.</summary>
    public static SkillResult<T> Completed<T>(T value, string? text = null)
        where T : notnull => new(value, text is null ? null : Protocol.Message.FromAgent(text));
}

/// <summary>How a skill's turn ended and, when it completed, its output.</summary>
/// <typeparam name="T">The output: <see cref="string"/>, <c>Part</c>, <c>Artifact</c> or a type of your JSON context.</typeparam>
public readonly struct SkillResult<T>
    where T : notnull
{
    private readonly SkillResult _ending;

    internal SkillResult(T value, Message? message)
    {
        Value = value;
        HasValue = true;
        CompletionMessage = message;
    }

    private SkillResult(SkillResult ending) => _ending = ending;

    /// <summary>The state that the task enters.</summary>
    public TaskState State => HasValue ? TaskState.Completed : _ending.State;

    /// <summary>What the agent says about it, or null.</summary>
    public Message? Message => HasValue ? CompletionMessage : _ending.Message;

    /// <summary>True when there is an output.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool HasValue { get; }

    /// <summary>The output, when there is one.</summary>
    public T? Value { get; }

    private Message? CompletionMessage { get; }

    /// <summary>A skill may simply return its output.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "SkillResult.Completed is the named alternative.")]
    public static implicit operator SkillResult<T>(T value) => new(value, message: null);

    /// <summary>A skill may return an ending without output.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "The factories of SkillResult are the named alternative.")]
    public static implicit operator SkillResult<T>(SkillResult ending) => new(ending);
}
