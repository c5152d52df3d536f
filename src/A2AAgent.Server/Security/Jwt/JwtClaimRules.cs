namespace A2AAgent.Server.Security.Jwt;

/// <summary>What a token's claims must say (RFC 7519, section 4.1; RFC 9068, section 4).</summary>
internal static class JwtClaimRules
{
    /// <summary>What is wrong with the claims, or null.</summary>
    public static JwtFailure? Check(JwtClaims claims, string issuer, JwtOptions options, DateTimeOffset now)
    {
        if (claims.Issuer != issuer)
        {
            return JwtFailure.WrongIssuer;
        }

        if (!claims.Audiences.Any(audience => options.Audiences.Contains(audience, StringComparer.Ordinal)))
        {
            return JwtFailure.WrongAudience;
        }

        return Times(claims, options.ClockSkew, now)
            ?? (claims.Subject is null ? JwtFailure.NoSubject : null);
    }

    private static JwtFailure? Times(JwtClaims claims, TimeSpan skew, DateTimeOffset now)
    {
        if (claims.Expires is not { } expires)
        {
            return JwtFailure.NoExpiry;
        }

        // Compared as differences: the times are the issuer's and may be at the end of the calendar.
        if (now - expires >= skew)
        {
            return JwtFailure.Expired(expires);
        }

        return claims.NotBefore is { } start && start - now > skew ? JwtFailure.NotYetValid(start) : null;
    }
}
