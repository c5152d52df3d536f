using A2AAgent.Protocol;

namespace A2AAgent.Server.Execution;

/// <summary>A skill with its arguments and its agent, ready to run: either as a task or for a direct reply.</summary>
internal sealed record BoundSkill(
    string SkillId,
    Func<SkillContext, CancellationToken, ValueTask>? Run,
    Func<SkillContext, CancellationToken, ValueTask<Message>>? Reply)
{
    /// <summary>True when its author promises that it may run again after an interruption.</summary>
    public bool CanRestart { get; init; }
}
