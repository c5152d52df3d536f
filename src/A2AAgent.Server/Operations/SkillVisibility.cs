using A2AAgent.Protocol;

namespace A2AAgent.Server.Operations;

/// <summary>Which skills a caller gets to see. An extended one that it may not use does not exist for it.</summary>
internal sealed class SkillVisibility(AgentDefinition definition)
{
    public bool IsVisible(string skillId, CallContext context) => !definition.ExtendedSkills.Contains(skillId) || MayUse(skillId, context);

    private static bool MayUse(string skillId, CallContext context) => skillId.Length > 0 && context.Principal is not null;
}
