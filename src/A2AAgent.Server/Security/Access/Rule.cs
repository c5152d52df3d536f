using A2AAgent.Protocol;

namespace A2AAgent.Server.Security.Access;

/// <summary>A requirement with its schemes as positions in a list, the one that says who the caller is first.</summary>
internal sealed class Rule
{
    public Rule(SecurityRequirement requirement, IReadOnlyList<PlannedScheme> schemes)
    {
        Requirement = requirement;
        var parts = new List<(int Scheme, string[] Scopes)>();
        for (var index = 0; index < schemes.Count; index++)
        {
            if (requirement.Schemes.TryGetValue(schemes[index].Name, out var scopes))
            {
                parts.Add((index, [.. scopes]));
            }
        }

        parts.Sort((first, second) => (schemes[first.Scheme].Kind, first.Scheme).CompareTo((schemes[second.Scheme].Kind, second.Scheme)));
        Parts = [.. parts];
    }

    public SecurityRequirement Requirement { get; }

    public (int Scheme, string[] Scopes)[] Parts { get; }

    /// <summary>True when anybody may call.</summary>
    public bool IsEmpty => Parts.Length == 0;

    /// <summary>The schemes by which a caller is known, with the scopes that it lacks; null when it is not known by all of them.</summary>
    public List<string>? Missing(ReadOnlySpan<CallerIdentity?> known)
    {
        var missing = new List<string>();
        foreach (var (scheme, scopes) in Parts)
        {
            if (known[scheme] is not { } identity)
            {
                return null;
            }

            missing.AddRange(scopes.Where(scope => !identity.HasScope(scope)));
        }

        return missing;
    }
}
