using A2AAgent.Protocol;
using A2AAgent.Server.Execution;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Operations;

/// <summary>Which skill a message goes to: the one it names, the agent's default, what a selector says, the task's earlier one.</summary>
internal sealed class SkillChooser(AgentRuntime agent, ISkillSelector? selector)
{
    /// <exception cref="AgentException">The message names no skill that exists, or none where it must.</exception>
    public ValueTask<string> ChooseAsync(SendMessageRequest request, TaskRecord? existing, CancellationToken cancellationToken)
    {
        if (MessageRules.SkillId("message.metadata", request.Message) is { } named)
        {
            return ValueTask.FromResult(Known("message.metadata.skillId", named));
        }

        if (MessageRules.SkillId("metadata", request.Metadata) is { } inRequest)
        {
            return ValueTask.FromResult(Known("metadata.skillId", inRequest));
        }

        if (existing is null && agent.DefaultSkillId is { } byDefault)
        {
            return ValueTask.FromResult(byDefault);
        }

        return selector is null
            ? ValueTask.FromResult(existing?.SkillId ?? throw Unnamed())
            : AskAsync(selector, request.Message, existing, cancellationToken);
    }

    private async ValueTask<string> AskAsync(ISkillSelector asked, Message message, TaskRecord? existing, CancellationToken cancellationToken)
    {
        var chosen = await asked.SelectAsync(message, existing?.Task, cancellationToken);
        if (chosen is not null && !agent.HasSkill(chosen))
        {
            throw new InvalidOperationException($"{asked.GetType().Name} chose the skill '{chosen}', which the agent does not have.");
        }

        return chosen ?? existing?.SkillId ?? throw Unnamed();
    }

    private string Known(string field, string skillId) => agent.HasSkill(skillId)
        ? skillId
        : throw AgentException.InvalidParams(field, $"'{Text.Clip(skillId)}' is not a skill of this agent; it has {Ids()}");

    private AgentException Unnamed() => AgentException.InvalidParams("message.metadata.skillId", $"is needed, since the agent has several skills: {Ids()}");

    private string Ids() => string.Join(", ", agent.SkillIds);
}
