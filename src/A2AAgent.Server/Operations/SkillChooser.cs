using A2AAgent.Protocol;
using A2AAgent.Server.Execution;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Operations;

/// <summary>Which skill a message goes to: the one it names, the agent's default, what a selector says, the task's earlier one.</summary>
internal sealed class SkillChooser(AgentRuntime agent, SkillVisibility visibility, ISkillSelector? selector)
{
    /// <exception cref="AgentException">The message names no skill that exists for the caller, or none where it must.</exception>
    public ValueTask<string> ChooseAsync(SendMessageRequest request, TaskRecord? existing, CallContext context, CancellationToken cancellationToken)
    {
        if (MessageRules.SkillId("message.metadata", request.Message) is { } named)
        {
            return ValueTask.FromResult(Known("message.metadata.skillId", named, context));
        }

        if (MessageRules.SkillId("metadata", request.Metadata) is { } inRequest)
        {
            return ValueTask.FromResult(Known("metadata.skillId", inRequest, context));
        }

        if (existing is null && agent.DefaultSkillId is { } byDefault && visibility.IsVisible(byDefault, context))
        {
            return ValueTask.FromResult(byDefault);
        }

        return selector is null
            ? ValueTask.FromResult(existing?.SkillId ?? throw Unnamed(context))
            : AskAsync(selector, request.Message, existing, context, cancellationToken);
    }

    private async ValueTask<string> AskAsync(
        ISkillSelector asked, Message message, TaskRecord? existing, CallContext context, CancellationToken cancellationToken)
    {
        var chosen = await asked.SelectAsync(message, existing?.Task, cancellationToken);
        if (chosen is not null && !agent.HasSkill(chosen))
        {
            throw new InvalidOperationException($"{asked.GetType().Name} chose the skill '{chosen}', which the agent does not have.");
        }

        return chosen ?? existing?.SkillId ?? throw Unnamed(context);
    }

    private string Known(string field, string skillId, CallContext context) => agent.HasSkill(skillId) && visibility.IsVisible(skillId, context)
        ? skillId
        : throw AgentException.InvalidParams(field, $"'{Text.Clip(skillId)}' is not a skill of this agent; it has {Ids(context)}");

    private AgentException Unnamed(CallContext context) =>
        AgentException.InvalidParams("message.metadata.skillId", $"is needed, since the agent has several skills: {Ids(context)}");

    private string Ids(CallContext context) => string.Join(", ", agent.SkillIds.Where(skill => visibility.IsVisible(skill, context)));
}
