using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;

namespace A2AAgent.Server.Security;

/// <summary>From what attributes and configuration say to the requirements in force. Where the configuration says something, it counts.</summary>
internal static class RequirementPlanner
{
    public static IReadOnlyList<SecurityRequirement> OfAgent(AgentCard card, SecurityOptions options, IReadOnlyList<PlannedScheme> schemes)
    {
        if (options.Requirements.Count > 0)
        {
            return Read(options.Requirements);
        }

        return card.SecurityRequirements.Count > 0 ? card.SecurityRequirements : [.. schemes.Select(static scheme => Only(scheme.Name))];
    }

    /// <exception cref="AgentConfigurationException">The agent has no such skill.</exception>
    public static Dictionary<string, IReadOnlyList<SecurityRequirement>> OfSkills(AgentCard card, SecurityOptions options)
    {
        var demanded = card.Skills.Where(static skill => skill.SecurityRequirements.Count > 0)
            .ToDictionary(static skill => skill.Id, static skill => skill.SecurityRequirements, StringComparer.Ordinal);
        foreach (var (skill, configured) in options.Skills)
        {
            if (card.Skills.All(known => known.Id != skill))
            {
                throw new AgentConfigurationException(
                    $"Agent:Security:Skills:{skill} names no skill of this agent; it has {string.Join(", ", card.Skills.Select(static known => known.Id))}.");
            }

            if (configured.Requirements.Count > 0)
            {
                demanded[skill] = Read(configured.Requirements);
            }
        }

        return demanded;
    }

    /// <exception cref="AgentConfigurationException">A requirement names a scheme that is not declared.</exception>
    public static void Check(string setting, IReadOnlyList<SecurityRequirement> requirements, HashSet<string> known)
    {
        foreach (var name in requirements.SelectMany(static requirement => requirement.Schemes.Keys))
        {
            if (!known.Contains(name))
            {
                throw new AgentConfigurationException(known.Count == 0
                    ? $"{setting} names the scheme '{name}', and the agent declares none; declare it by attribute or under Agent:Security:Schemes:{name}."
                    : $"{setting} names the scheme '{name}', which is not declared; declared are {string.Join(", ", known)}.");
            }
        }
    }

    private static SecurityRequirement Only(string scheme) => new()
    {
        Schemes = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [scheme] = [] },
    };

    private static SecurityRequirement[] Read(IEnumerable<IDictionary<string, IList<string>>> configured) =>
    [
        .. configured.Select(static alternative => new SecurityRequirement
        {
            Schemes = alternative.ToDictionary(static scheme => scheme.Key, static scheme => (IReadOnlyList<string>)[.. scheme.Value], StringComparer.Ordinal),
        }),
    ];
}
