using A2AAgent.Protocol;

namespace A2AAgent.Server.Security;

/// <summary>Sees that the card lists every scope that a requirement demands: a client asks its authorization server for what it finds there.</summary>
internal static class OAuthScopes
{
    public static IReadOnlyList<PlannedScheme> Complete(IReadOnlyList<PlannedScheme> schemes, IEnumerable<SecurityRequirement> requirements) =>
        [.. schemes.Select(scheme => scheme.Declared is OAuth2SecurityScheme declared ? scheme with { Declared = With(declared, scheme.Name, requirements) } : scheme)];

    private static OAuth2SecurityScheme With(OAuth2SecurityScheme declared, string name, IEnumerable<SecurityRequirement> requirements)
    {
        var scopes = new Dictionary<string, string>(declared.Flow.Scopes, StringComparer.Ordinal);
        foreach (var requirement in requirements)
        {
            foreach (var scope in requirement.Schemes.TryGetValue(name, out var demanded) ? demanded : [])
            {
                scopes.TryAdd(scope, "");
            }
        }

        return declared with { Flow = declared.Flow with { Scopes = scopes } };
    }
}
