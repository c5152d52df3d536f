using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using A2AAgent.Server.Diagnostics;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace A2AAgent.Server.Security.Jwt;

/// <summary>Authenticates callers by the JWT in <c>Authorization: Bearer</c> (RFC 6750, section 2.1).</summary>
/// <remarks>
/// The base class is given no log: it writes a line at level Information for every token that is refused, and whoever sends tokens decides
/// how many these are.
/// </remarks>
internal sealed class JwtHandler(IOptionsMonitor<JwtOptions> options, JwtValidators validators, ILogger<JwtHandler> logger, UrlEncoder encoder)
    : AuthenticationHandler<JwtOptions>(options, NullLoggerFactory.Instance, encoder)
{
    /// <summary>The parameter of <see cref="AuthenticationProperties"/> that names the missing scopes to a challenge.</summary>
    public const string ScopeParameter = "scope";

    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var credentials = Request.Headers.Authorization;
        if (credentials.Count == 0 || credentials[0] is not { } first || !first.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        return credentials.Count > 1
            ? Refuse(JwtFailure.Malformed)
            : ToResult(await validators.Of(Scheme.Name).ValidateAsync(first.AsMemory(Prefix.Length).Trim(' '), Context.RequestAborted));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceSafeAsync();
        var failure = (result.Failure as JwtException)?.Failure;
        if (failure?.Outcome == JwtOutcome.KeysUnavailable)
        {
            // To call the token invalid would make the caller throw it away.
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            Response.Headers.RetryAfter = "1";
            return;
        }

        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.Append(HeaderNames.WWWAuthenticate, BearerChallenge.ForToken(failure, Scopes(properties)));
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        Response.Headers.Append(HeaderNames.WWWAuthenticate, BearerChallenge.ForScopes(Scopes(properties)));
        return Task.CompletedTask;
    }

    private static IReadOnlyCollection<string> Scopes(AuthenticationProperties properties) =>
        properties.GetParameter<IReadOnlyCollection<string>>(ScopeParameter) ?? [];

    private AuthenticateResult ToResult(JwtResult result)
    {
        if (result.Token is not { } token)
        {
            return Refuse(result.Failure!);
        }

        return token.IsBound && !IsHeldByCaller(token)
            ? Refuse(JwtFailure.BoundToKey)
            : AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(token.ToIdentity(Scheme.Name)), Scheme.Name));
    }

    private AuthenticateResult Refuse(JwtFailure failure)
    {
        Log.TokenRefused(logger, Scheme.Name, failure.Description);
        return AuthenticateResult.Fail(new JwtException(failure));
    }

    /// <summary>True when the connection was made with the certificate to which the token is bound (RFC 8705, section 3).</summary>
    private bool IsHeldByCaller(VerifiedToken token) =>
        token.CertificateThumbprint is { } expected && Context.Connection.ClientCertificate is { } certificate
        && Base64Url.EncodeToString(SHA256.HashData(certificate.RawData)) == expected;
}
