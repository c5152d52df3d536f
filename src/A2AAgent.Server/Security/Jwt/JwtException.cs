using Microsoft.AspNetCore.Authentication;

namespace A2AAgent.Server.Security.Jwt;

/// <summary>A token was refused. The message is fit for the caller.</summary>
internal sealed class JwtException(JwtFailure failure) : AuthenticationFailureException(failure.Description)
{
    public JwtFailure Failure => failure;
}
