using System.Text.Json.Nodes;
using A2AAgent.Protocol;

namespace A2AAgent.Server.Operations;

/// <summary>What the agent is: the generated card and the bindings, as one value for the whole process.</summary>
/// <param name="AgentType">The agent class.</param>
/// <param name="Card">The card with every skill, without interfaces and signatures. Not for everybody: see <see cref="With"/>.</param>
/// <param name="Bindings">How clients reach the agent.</param>
internal sealed record AgentDefinition(Type AgentType, AgentCard Card, AgentBindings Bindings)
{
    /// <summary>The skills that only the extended card lists.</summary>
    public IReadOnlySet<string> ExtendedSkills { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>The JSON Schemas of the skills that take or give JSON.</summary>
    public IReadOnlyDictionary<string, JsonObject> Schemas { get; init; } = EmptyMap<JsonObject>.Instance;

    public static AgentDefinition Of<TAgent>(AgentCard card)
        where TAgent : class, IAgent<TAgent> => new(typeof(TAgent), card, TAgent.Bindings)
    {
        ExtendedSkills = TAgent.Skills.Where(static skill => skill.IsExtended).Select(static skill => skill.Id).ToHashSet(StringComparer.Ordinal),
        Schemas = SkillSchemas.Of<TAgent>(),
    };

    /// <summary>The card for anybody.</summary>
    public AgentCard PublicCard() => With(skill => !ExtendedSkills.Contains(skill));

    /// <summary>The card with some of the skills and no trace of the others.</summary>
    public AgentCard With(Func<string, bool> isListed) => Card with
    {
        Skills = [.. Card.Skills.Where(skill => isListed(skill.Id))],
        Capabilities = SkillSchemas.AddTo(Card.Capabilities, Schemas.Where(skill => isListed(skill.Key))),
    };

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
