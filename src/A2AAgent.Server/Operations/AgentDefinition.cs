using A2AAgent.Protocol;

namespace A2AAgent.Server.Operations;

/// <summary>What the agent is: the generated card and the bindings, as one value for the whole process.</summary>
/// <param name="AgentType">The agent class.</param>
/// <param name="Card">The card without interfaces and signatures.</param>
/// <param name="Bindings">How clients reach the agent.</param>
internal sealed record AgentDefinition(Type AgentType, AgentCard Card, AgentBindings Bindings)
{
    /// <summary>The media types that a skill takes.</summary>
    public IReadOnlyList<string> InputModes(string skillId)
    {
        foreach (var skill in Card.Skills)
        {
            if (skill.Id == skillId && skill.InputModes.Count > 0)
            {
                return skill.InputModes;
            }
        }

        return Card.DefaultInputModes;
    }
}
