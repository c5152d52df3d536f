using A2AAgent.Protocol;
using A2AAgent.Server.Security.Access;

namespace A2AAgent.Server.Operations;

/// <summary>Which skills a caller gets to see. An extended one that it may not use does not exist for it.</summary>
internal sealed class SkillVisibility(AgentDefinition definition, SkillAccess access)
{
    public bool IsVisible(string skillId, CallContext context) => !definition.ExtendedSkills.Contains(skillId) || access.Allows(skillId, context.Principal);
}
