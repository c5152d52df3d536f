using A2AAgent.Protocol;

namespace A2AAgent.Server.Security;

/// <summary>Sees that the card lists every scope that a requirement demands: a client asks its authorization server for what it finds there.</summary>
internal static class OAuthScopes
{
    public static IReadOnlyList<PlannedScheme> Complete(IReadOnlyList<PlannedScheme> schemes, IEnumerable<SecurityRequirement> requirements)
    {
        var demanded = requirements.SelectMany(static requirement => requirement.Schemes)
            .SelectMany(static scheme => scheme.Value, static (scheme, scope) => (scheme.Key, Scope: scope))
            .ToLookup(static pair => pair.Key, static pair => pair.Scope, StringComparer.Ordinal);
        return [.. schemes.Select(scheme => scheme.Declared is OAuth2SecurityScheme declared ? scheme with { Declared = With(declared, demanded[scheme.Name]) } : scheme)];
    }

    private static OAuth2SecurityScheme With(OAuth2SecurityScheme declared, IEnumerable<string> demanded)
    {
        var scopes = new Dictionary<string, string>(declared.Flow.Scopes, StringComparer.Ordinal);
        foreach (var scope in demanded)
        {
            scopes.TryAdd(scope, "");
        }

        return declared with { Flow = declared.Flow with { Scopes = scopes } };
    }
}
