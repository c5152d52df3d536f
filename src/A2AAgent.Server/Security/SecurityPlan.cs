using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;

namespace A2AAgent.Server.Security;

/// <summary>
/// The security of the agent, made once of what its attributes and its configuration say: the card shows it and access control enforces it.
/// </summary>
internal sealed class SecurityPlan
{
    private SecurityPlan(IReadOnlyList<PlannedScheme> schemes, IReadOnlyList<SecurityRequirement> requirements, IReadOnlyDictionary<string, IReadOnlyList<SecurityRequirement>> skills)
    {
        Schemes = schemes;
        Requirements = requirements;
        Skills = skills;
    }

    public IReadOnlyList<PlannedScheme> Schemes { get; }

    /// <summary>What every call must satisfy: any one of these. Empty when there is no scheme.</summary>
    public IReadOnlyList<SecurityRequirement> Requirements { get; }

    /// <summary>What single skills demand beyond that; only skills that do are here.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<SecurityRequirement>> Skills { get; }

    /// <summary>True when callers that nobody knows are let in.</summary>
    public bool AdmitsAnonymous => Requirements.Count == 0 || Requirements.Any(static requirement => requirement.Schemes.Count == 0);

    /// <exception cref="AgentConfigurationException">A scheme or a requirement is incomplete or contradicts the attributes.</exception>
    public static SecurityPlan Make(AgentCard card, SecurityOptions options)
    {
        var schemes = SchemePlanner.Plan(card.SecuritySchemes, options.Schemes);
        var known = schemes.Select(static scheme => scheme.Name).ToHashSet(StringComparer.Ordinal);
        var requirements = RequirementPlanner.OfAgent(card, options, schemes);
        RequirementPlanner.Check("Agent:Security:Requirements", requirements, known);
        var skills = RequirementPlanner.OfSkills(card, options);
        foreach (var (skill, demanded) in skills)
        {
            RequirementPlanner.Check($"Agent:Security:Skills:{skill}:Requirements", demanded, known);
        }

        return new SecurityPlan(OAuthScopes.Complete(schemes, requirements.Concat(skills.Values.SelectMany(static all => all))), requirements, skills);
    }

    /// <summary>The card with this plan in it.</summary>
    public AgentCard Fill(AgentCard card) => Schemes.Count == 0 ? card : card with
    {
        SecuritySchemes = Schemes.ToDictionary(static scheme => scheme.Name, static scheme => scheme.Declared, StringComparer.Ordinal),
        SecurityRequirements = Requirements,
        Skills = [.. card.Skills.Select(skill => Skills.TryGetValue(skill.Id, out var demanded) ? skill with { SecurityRequirements = demanded } : skill)],
    };
}
