using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace A2AAgent.Server.Security.Jwt;

/// <summary>What a token that was verified says about its bearer.</summary>
internal sealed class VerifiedToken(string scheme, JwtClaims claims)
{
    public DateTimeOffset Expires { get; } = claims.Expires!.Value;

    /// <summary>True when only the holder of a certain key may use the token.</summary>
    public bool IsBound { get; } = claims.IsBound;

    /// <summary>The certificate to which the token is bound, or null.</summary>
    public string? CertificateThumbprint { get; } = claims.CertificateThumbprint;

    public AuthenticateResult Result { get; } = new CallerIdentity(
        scheme, claims.Subject!, claims.Tenant ?? "", claims.Scopes, claims.Others.Prepend(new("iss", claims.Issuer!)).Select(static claim => new Claim(claim.Key, claim.Value)))
        .ToResult();
}
