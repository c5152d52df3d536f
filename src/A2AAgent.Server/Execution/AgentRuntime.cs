using System.Collections.Frozen;
using A2AAgent.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Server.Execution;

/// <summary>An agent as the rest of the server sees it: its skills by identifier, whatever its class.</summary>
internal abstract class AgentRuntime
{
    /// <summary>The skills' identifiers, in the order of their declaration.</summary>
    public abstract IReadOnlyList<string> SkillIds { get; }

    /// <summary>The skill for messages that name none, or null.</summary>
    public abstract string? DefaultSkillId { get; }

    public abstract bool HasSkill(string skillId);

    /// <summary>True for a skill that may run again after an interruption.</summary>
    public abstract bool CanRestart(string skillId);

    /// <summary>Reads the skill's arguments out of the message.</summary>
    /// <exception cref="AgentException">The message has not what the skill takes.</exception>
    public abstract BoundSkill Bind(string skillId, Message message, AgentTask? task);
}

/// <summary>Joins the generated half of an agent class to its instances.</summary>
/// <param name="services">Where instances come from.</param>
/// <param name="perCall">True when each call gets its own instance and scope, false for one instance.</param>
internal sealed class AgentRuntime<TAgent>(IServiceProvider services, bool perCall) : AgentRuntime
    where TAgent : class, IAgent<TAgent>
{
    private readonly FrozenDictionary<string, SkillDefinition<TAgent>> _skills =
        TAgent.Skills.ToFrozenDictionary(static skill => skill.Id, StringComparer.Ordinal);

    private readonly SingleAgent? _single = perCall ? null : new SingleAgent(services);

    public override IReadOnlyList<string> SkillIds { get; } = [.. TAgent.Skills.Select(static skill => skill.Id)];

    public override string? DefaultSkillId { get; } = TAgent.Skills.FirstOrDefault(static skill => skill.IsDefault)?.Id
        ?? Only(TAgent.Skills) ?? Only([.. TAgent.Skills.Where(static skill => !skill.IsExtended)]);

    public override bool HasSkill(string skillId) => _skills.ContainsKey(skillId);

    public override bool CanRestart(string skillId) => _skills.TryGetValue(skillId, out var skill) && skill.CanRestart;

    public override BoundSkill Bind(string skillId, Message message, AgentTask? task)
    {
        var skill = _skills[skillId];
        var bound = Bind(skillId, skill.Bind(new SkillInput(skillId, message, task)), skill.UsesServices ? null : _single);
        return skill.CanRestart ? bound with { CanRestart = true } : bound;
    }

    private BoundSkill Bind(string skillId, SkillCall<TAgent> call, SingleAgent? withoutScope) => call switch
    {
        { Run: { } run } when withoutScope is { } single => new(skillId, (context, ct) => run(single.Value, context, ct), null),
        { Reply: { } reply } when withoutScope is { } single => new(skillId, null, (context, ct) => reply(single.Value, context, ct)),
        { Run: { } run } => new(skillId, (context, ct) => InScopeAsync(run, context, ct), null),
        _ => new(skillId, null, (context, ct) => InScopeAsync(call.Reply!, context, ct)),
    };

    private static string? Only(IReadOnlyList<SkillDefinition<TAgent>> skills) => skills is [var only] ? only.Id : null;

    /// <summary>The one instance, made on first use: the agent's own dependencies are not needed to start.</summary>
    private sealed class SingleAgent(IServiceProvider services)
    {
        private TAgent? _value;

        public TAgent Value => _value ??= services.GetRequiredService<TAgent>();
    }

    private async ValueTask InScopeAsync(Func<TAgent, SkillContext, CancellationToken, ValueTask> run, SkillContext context, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        await run(Agent(scope.ServiceProvider, context), context, ct);
    }

    private async ValueTask<Message> InScopeAsync(Func<TAgent, SkillContext, CancellationToken, ValueTask<Message>> reply, SkillContext context, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        return await reply(Agent(scope.ServiceProvider, context), context, ct);
    }

    private TAgent Agent(IServiceProvider scope, SkillContext context)
    {
        context.Services = scope;
        return _single is { } single ? single.Value : scope.GetRequiredService<TAgent>();
    }
}
