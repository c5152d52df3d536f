using System.Security.Claims;

namespace A2AAgent.Server.Security.Jwt;

/// <summary>What a token that was verified says about its bearer.</summary>
internal sealed class VerifiedToken
{
    private readonly Claim[] _claims;

    public VerifiedToken(JwtClaims claims)
    {
        _claims = [.. ToClaims(claims)];
        (Expires, IsBound, CertificateThumbprint) = (claims.Expires!.Value, claims.IsBound, claims.CertificateThumbprint);
    }

    public DateTimeOffset Expires { get; }

    /// <summary>True when only the holder of a certain key may use the token.</summary>
    public bool IsBound { get; }

    /// <summary>The certificate to which the token is bound, or null.</summary>
    public string? CertificateThumbprint { get; }

    /// <summary>A new identity each time: applications add claims to the identity of a request.</summary>
    public ClaimsIdentity ToIdentity(string scheme) => new(_claims, scheme, "sub", "roles");

    private static IEnumerable<Claim> ToClaims(JwtClaims claims)
    {
        yield return new Claim("sub", claims.Subject!);
        yield return new Claim("iss", claims.Issuer!);
        if (claims.Tenant is { } tenant)
        {
            yield return new Claim("tenant", tenant);
        }

        foreach (var scope in claims.Scopes)
        {
            yield return new Claim("scope", scope);
        }

        foreach (var (name, value) in claims.Others)
        {
            yield return new Claim(name, value);
        }
    }
}
