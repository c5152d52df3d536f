using System.Security.Claims;

namespace A2AAgent.Server.Security.Access;

/// <summary>What a handler of the application found out, in the terms that the agent uses.</summary>
internal static class ForeignIdentity
{
    private static readonly string[] SubjectClaims = [CallerIdentity.SubjectClaim, ClaimTypes.NameIdentifier];
    private static readonly string[] ScopeClaims = [CallerIdentity.ScopeClaim, "scp", "http://schemas.microsoft.com/identity/claims/scope"];

    /// <summary>The identity; null when nobody is known or it has neither subject nor name: its tasks would belong to nobody.</summary>
    public static CallerIdentity? From(ClaimsPrincipal? principal, PlannedScheme scheme)
    {
        if (principal?.Identities.FirstOrDefault(static identity => identity.IsAuthenticated) is not { } identity)
        {
            return null;
        }

        var subject = Find(identity, SubjectClaims)?.Value ?? identity.Name;
        if (string.IsNullOrEmpty(subject))
        {
            return null;
        }

        string[] scopeClaims = scheme.Options.ScopeClaim is { Length: > 0 } named ? [named] : ScopeClaims;
        return new CallerIdentity(scheme.Name, subject, identity.FindFirst(scheme.Options.TenantClaim)?.Value ?? "", Scopes(identity, scopeClaims),
            identity.Claims.Where(claim => !IsOwn(claim.Type)));
    }

    private static Claim? Find(ClaimsIdentity identity, string[] types) =>
        types.Select(identity.FindFirst).FirstOrDefault(static claim => claim is { Value.Length: > 0 });

    private static IEnumerable<string> Scopes(ClaimsIdentity identity, string[] types) =>
        identity.Claims.Where(claim => types.Contains(claim.Type, StringComparer.Ordinal))
            .SelectMany(static claim => claim.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static bool IsOwn(string type) => type is CallerIdentity.SubjectClaim or CallerIdentity.ScopeClaim or CallerIdentity.TenantClaim;
}
