namespace A2AAgent.Server.Security.Jwt;

/// <summary>A verified token, or why there is none.</summary>
internal readonly record struct JwtResult
{
    public JwtResult(VerifiedToken token) => Token = token;

    public JwtResult(JwtFailure failure) => Failure = failure;

    public VerifiedToken? Token { get; }

    public JwtFailure? Failure { get; }
}
