using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace A2AAgent.Server.Security;

/// <summary>
/// Who a credential of one scheme stands for. What every request asks for is worked out once; the object may be cached with the credential.
/// </summary>
internal sealed class CallerIdentity : ClaimsIdentity
{
    public const string SubjectClaim = "sub";
    public const string ScopeClaim = "scope";
    public const string TenantClaim = "tenant";

    private readonly string[] _scopes;

    /// <param name="scheme">The scheme's name, which becomes the authentication type.</param>
    /// <param name="subject">Whom the credential stands for, unique within the scheme.</param>
    /// <param name="tenant">The tenant of the credential, or an empty string.</param>
    /// <param name="scopes">The scopes of the credential.</param>
    /// <param name="others">More claims; subject, scopes and tenant are not among them.</param>
    public CallerIdentity(string scheme, string subject, string tenant, IEnumerable<string> scopes, IEnumerable<Claim>? others = null)
        : base(others, scheme, SubjectClaim, roleType: "roles")
    {
        ArgumentException.ThrowIfNullOrEmpty(scheme);
        ArgumentException.ThrowIfNullOrEmpty(subject);
        _scopes = [.. scopes.Distinct(StringComparer.Ordinal)];
        Tenant = tenant;
        Owner = $"{scheme}|{subject}";
        AddClaim(new Claim(SubjectClaim, subject));
        AddClaims(_scopes.Select(static scope => new Claim(ScopeClaim, scope)));
        if (tenant.Length > 0)
        {
            AddClaim(new Claim(TenantClaim, tenant));
        }
    }

    /// <summary>Whose tasks its holder may see: two schemes may know the same subject and mean different ones.</summary>
    public string Owner { get; }

    /// <summary>The tenant of the credential, or an empty string.</summary>
    public string Tenant { get; }

    public bool HasScope(string scope) => Array.IndexOf(_scopes, scope) >= 0;

    /// <summary>Who calls with this credential and no other.</summary>
    public Caller Caller => field ??= new Caller([this]);

    /// <summary>The result of a successful authentication.</summary>
    public AuthenticateResult ToResult() => AuthenticateResult.Success(new AuthenticationTicket(Caller, AuthenticationType!));
}
