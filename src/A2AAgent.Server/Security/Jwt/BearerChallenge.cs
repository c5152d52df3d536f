namespace A2AAgent.Server.Security.Jwt;

/// <summary>The <c>WWW-Authenticate</c> header for bearer tokens (RFC 6750, section 3).</summary>
internal static class BearerChallenge
{
    private const string Scheme = "Bearer";

    /// <summary>For a request without a token, or with one that was refused.</summary>
    public static string ForToken(JwtFailure? failure, IReadOnlyCollection<string> scopes) => failure is null
        ? Scheme + Scope(scopes, ' ')
        : $"{Scheme} error=\"invalid_token\", error_description=\"{failure.Description}\"{Scope(scopes, ',')}";

    /// <summary>For a token that is good but not for this.</summary>
    public static string ForScopes(IReadOnlyCollection<string> scopes) => $"{Scheme} error=\"insufficient_scope\"{Scope(scopes, ',')}";

    private static string Scope(IReadOnlyCollection<string> scopes, char before) =>
        scopes.Count == 0 ? "" : $"{(before == ',' ? ", " : " ")}scope=\"{string.Join(' ', scopes)}\"";
}
