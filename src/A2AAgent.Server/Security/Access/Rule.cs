using A2AAgent.Protocol;

namespace A2AAgent.Server.Security.Access;

/// <summary>A requirement with its schemes as positions in a list, the one that says who the caller is first.</summary>
internal sealed class Rule
{
    public Rule(SecurityRequirement requirement, IReadOnlyList<PlannedScheme> schemes)
    {
        Requirement = requirement;
        var parts = new List<RulePart>();
        for (var scheme = 0; scheme < schemes.Count; scheme++)
        {
            if (requirement.Schemes.TryGetValue(schemes[scheme].Name, out var scopes))
            {
                parts.Add(new RulePart(scheme, schemes[scheme].Kind, [.. scopes]));
            }
        }

        parts.Sort(static (one, other) => one.Kind != other.Kind ? one.Kind - other.Kind : one.Scheme - other.Scheme);
        Parts = [.. parts];
    }

    public SecurityRequirement Requirement { get; }

    public RulePart[] Parts { get; }

    /// <summary>True when anybody may call.</summary>
    public bool IsEmpty => Parts.Length == 0;

    /// <summary>The scopes that the caller lacks; null when it is not known by all of the schemes.</summary>
    public List<string>? Missing(ReadOnlySpan<CallerIdentity?> known)
    {
        var missing = new List<string>();
        foreach (var part in Parts)
        {
            if (known[part.Scheme] is not { } identity)
            {
                return null;
            }

            missing.AddRange(part.Scopes.Where(scope => !identity.HasScope(scope)));
        }

        return missing;
    }
}

/// <summary>A scheme of a requirement.</summary>
/// <param name="Scheme">Its position.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Scopes">The scopes that are needed.</param>
internal sealed record RulePart(int Scheme, SecuritySchemeKind Kind, string[] Scopes)
{
    public bool IsSatisfiedBy(CallerIdentity identity)
    {
        foreach (var scope in Scopes)
        {
            if (!identity.HasScope(scope))
            {
                return false;
            }
        }

        return true;
    }
}
