namespace A2AAgent.Server.Security.Jwt;

/// <summary>A verified token, or why there is none.</summary>
internal readonly record struct JwtResult
{
    public JwtResult(VerifiedToken token, in TokenHash hash) => (Token, Hash) = (token, hash);

    public JwtResult(JwtFailure failure) => Failure = failure;

    public VerifiedToken? Token { get; }

    /// <summary>The hash of a verified token.</summary>
    public TokenHash Hash { get; }

    public JwtFailure? Failure { get; }
}
