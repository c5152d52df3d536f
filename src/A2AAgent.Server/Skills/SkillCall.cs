using A2AAgent.Protocol;

namespace A2AAgent.Server;

/// <summary>A skill with its arguments, ready to run once.</summary>
/// <typeparam name="TAgent">The agent class.</typeparam>
public sealed class SkillCall<TAgent>
{
    internal SkillCall(Func<TAgent, SkillContext, CancellationToken, ValueTask> run) => Run = run;

    internal SkillCall(Func<TAgent, SkillContext, CancellationToken, ValueTask<Message>> reply) => Reply = reply;

    /// <summary>Runs the skill as a task; null when the skill replies directly.</summary>
    internal Func<TAgent, SkillContext, CancellationToken, ValueTask>? Run { get; }

    /// <summary>Runs the skill for its direct reply; null when it runs as a task.</summary>
    internal Func<TAgent, SkillContext, CancellationToken, ValueTask<Message>>? Reply { get; }
}

/// <summary>Makes <see cref="SkillCall{TAgent}"/>s; used by generated code.</summary>
public static class SkillCall
{
    /// <summary>A call that runs as a task; the task completes when the call returns without having ended it.</summary>
    public static SkillCall<TAgent> Run<TAgent>(Func<TAgent, SkillContext, CancellationToken, ValueTask> run) => new(run);

    /// <summary>A call that replies with a message, without a task.</summary>
    public static SkillCall<TAgent> Reply<TAgent>(Func<TAgent, SkillContext, CancellationToken, ValueTask<Message>> reply) => new(reply);
}
