using System.Security.Claims;

namespace A2AAgent.Server.Security;

/// <summary>Who calls: an identity for each scheme that knows the caller. May be cached with a credential.</summary>
internal sealed class Caller : ClaimsPrincipal
{
    /// <param name="identities">The identities; the first owns what the caller creates.</param>
    public Caller(params IReadOnlyList<CallerIdentity> identities)
        : base(identities)
    {
        Known = identities;
        Owner = identities[0].Owner;
        Tenants = [.. identities.Select(static identity => identity.Tenant).Where(static tenant => tenant.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    public IReadOnlyList<CallerIdentity> Known { get; }

    /// <summary>Whose tasks the caller may see, unique among all callers.</summary>
    public string Owner { get; }

    /// <summary>The tenants of the credentials; more than one is a contradiction.</summary>
    public IReadOnlyList<string> Tenants { get; }
}
