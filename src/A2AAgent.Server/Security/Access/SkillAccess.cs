using System.Collections.Frozen;
using System.Security.Claims;
using A2AAgent.Protocol;

namespace A2AAgent.Server.Security.Access;

/// <summary>What single skills demand beyond what the agent demands of every call.</summary>
internal sealed class SkillAccess(SecurityPlan plan, Refusals refusals)
{
    private static readonly Dictionary<string, string> NoFailures = new(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, Rule[]> _rules = plan.Skills.ToFrozenDictionary(
        static skill => skill.Key, skill => skill.Value.Select(requirement => new Rule(requirement, plan.Schemes)).ToArray(), StringComparer.Ordinal);

    /// <exception cref="AgentException">The caller is not known by the schemes that the skill demands, or lacks a scope.</exception>
    public void Require(string skillId, ClaimsPrincipal caller)
    {
        if (_rules.Count > 0 && _rules.TryGetValue(skillId, out var rules))
        {
            Require(skillId, rules, caller);
        }
    }

    /// <summary>True when the caller satisfies what the skill demands.</summary>
    public bool Allows(string skillId, ClaimsPrincipal caller) => !_rules.TryGetValue(skillId, out var rules) || Allows(rules, caller);

    /// <summary>True when the caller satisfies any of the requirements, or there are none.</summary>
    public bool Allows(IReadOnlyList<SecurityRequirement> requirements, ClaimsPrincipal caller) =>
        requirements.Count == 0 || Allows(requirements.Select(requirement => new Rule(requirement, plan.Schemes)), caller);

    /// <exception cref="AgentException">The agent has schemes, and the caller is known by none of them.</exception>
    public void RequireKnown(ClaimsPrincipal caller)
    {
        if (plan.Schemes.Count > 0 && caller is not Caller)
        {
            throw refusals.Unauthenticated([.. plan.Requirements.Concat(plan.Skills.Values.SelectMany(static demanded => demanded))], NoFailures);
        }
    }

    private bool Allows(IEnumerable<Rule> rules, ClaimsPrincipal caller)
    {
        var known = Known(caller);
        return rules.Any(rule => rule.Missing(known) is { Count: 0 });
    }

    private void Require(string skillId, Rule[] rules, ClaimsPrincipal caller)
    {
        var known = Known(caller);
        (Rule Rule, List<string> Missing)? nearest = null;
        foreach (var rule in rules)
        {
            if (rule.Missing(known) is { } missing)
            {
                if (missing.Count == 0)
                {
                    return;
                }

                nearest ??= (rule, missing);
            }
        }

        throw nearest is { } near
            ? refusals.Forbidden(known[near.Rule.Parts[0].Scheme]!.Owner, $"use skill {skillId}", near.Rule, near.Missing)
            : refusals.Unauthenticated([.. rules.Select(static rule => rule.Requirement)], NoFailures);
    }

    private CallerIdentity?[] Known(ClaimsPrincipal caller)
    {
        var known = new CallerIdentity?[plan.Schemes.Count];
        foreach (var identity in (caller as Caller)?.Known ?? [])
        {
            for (var scheme = 0; scheme < known.Length; scheme++)
            {
                if (identity.AuthenticationType == plan.Schemes[scheme].Name)
                {
                    known[scheme] = identity;
                }
            }
        }

        return known;
    }
}
