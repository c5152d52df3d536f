namespace A2AAgent.Client.Auth;

/// <summary>Chooses which credentials go to an agent.</summary>
internal static class CredentialPlan
{
    private const int MostNamed = 8;

    /// <exception cref="AgentCredentialException">No requirement of the card can be satisfied.</exception>
    public static IReadOnlyList<NeededCredential> Make(AgentCard card, IReadOnlyList<AgentCredential> credentials)
    {
        var alternatives = Alternatives(card);
        var chosen = alternatives.Select(requirement => Satisfy(requirement, card, credentials)).FirstOrDefault(static needed => needed is { Count: > 0 });
        if (chosen is null && card.SecurityRequirements.Count > 0 && card.SecurityRequirements.All(static requirement => requirement.Schemes.Count > 0))
        {
            throw new AgentCredentialException(Describe(card, credentials));
        }

        return [.. (chosen ?? []).Concat(OfSkills(card, credentials)).DistinctBy(static needed => needed.Name, StringComparer.Ordinal)];
    }

    private static IEnumerable<SecurityRequirement> Alternatives(AgentCard card) => card.SecurityRequirements.Count > 0
        ? card.SecurityRequirements
        : card.SecuritySchemes.Keys.Select(static scheme => new SecurityRequirement { Schemes = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [scheme] = [] } });

    /// <summary>What skills require beyond the agent. Not their scopes: an authorization server refuses a client that asks for one too many.</summary>
    private static IEnumerable<NeededCredential> OfSkills(AgentCard card, IReadOnlyList<AgentCredential> credentials) => card.Skills
        .Select(skill => skill.SecurityRequirements.Select(requirement => Satisfy(requirement, card, credentials)).FirstOrDefault(static needed => needed is not null))
        .SelectMany(static needed => needed ?? [])
        .Select(static needed => needed with { Scopes = [] });

    /// <summary>The credentials for a requirement; null when one is missing.</summary>
    private static List<NeededCredential>? Satisfy(SecurityRequirement requirement, AgentCard card, IReadOnlyList<AgentCredential> credentials)
    {
        var needed = new List<NeededCredential>();
        foreach (var (name, scopes) in requirement.Schemes)
        {
            if (!card.SecuritySchemes.TryGetValue(name, out var scheme) || credentials.FirstOrDefault(one => one.Satisfies(name, scheme)) is not { } credential)
            {
                return null;
            }

            needed.Add(new NeededCredential(name, scheme, scopes, credential));
        }

        return needed;
    }

    private static string Describe(AgentCard card, IReadOnlyList<AgentCredential> credentials)
    {
        var asked = string.Join(", or ", card.SecurityRequirements.Take(MostNamed).Select(requirement =>
            string.Join(" and ", requirement.Schemes.Take(MostNamed).Select(scheme => $"'{scheme.Key}' ({Kind(card, scheme.Key)})"))));
        var given = credentials.Count == 0 ? "none" : string.Join(", ", credentials.Select(static one => one.Scheme is { } scheme ? $"{one.Kind} for '{scheme}'" : one.Kind));
        return $"the agent asks for {asked}; configured is {given}";
    }

    private static string Kind(AgentCard card, string name) => card.SecuritySchemes.GetValueOrDefault(name) switch
    {
        ApiKeySecurityScheme key => $"an API key in the {key.Location} '{key.Name}'",
        HttpAuthSecurityScheme http => $"HTTP {http.Scheme}",
        OAuth2SecurityScheme { Flow: ClientCredentialsOAuthFlow } => "OAuth 2.0 client credentials",
        OAuth2SecurityScheme => "OAuth 2.0 with a user's consent",
        OpenIdConnectSecurityScheme => "OpenID Connect",
        MutualTlsSecurityScheme => "a client certificate",
        _ => "which the card does not declare",
    };
}
