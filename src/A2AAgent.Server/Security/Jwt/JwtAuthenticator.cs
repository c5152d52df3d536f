using System.Buffers.Text;
using System.Security.Cryptography;
using A2AAgent.Protocol;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Security.Jwt;

/// <summary>Access tokens that are JWTs, in <c>Authorization: Bearer</c> (RFC 6750, section 2.1): schemes of HTTP bearer, OAuth 2.0 and OpenID Connect.</summary>
internal sealed class JwtAuthenticator : ISchemeAuthenticator, IDisposable
{
    private const string Prefix = "Bearer ";

    private static readonly AuthenticateResult None = AuthenticateResult.NoResult();
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly KeySource _keys;
    private readonly JwtValidator _validator;

    /// <exception cref="AgentConfigurationException">A setting is missing or wrong.</exception>
    public JwtAuthenticator(PlannedScheme scheme, IHostEnvironment environment, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<JwtAuthenticator> logger)
    {
        var options = JwtSettings.Read(scheme, environment.IsDevelopment());
        _keys = new KeySource(options, time, logger);
        _validator = new JwtValidator(options, _keys, time);
        lifetime.ApplicationStarted.Register(static keys => ((KeySource)keys!).Prepare(), _keys);
    }

    /// <exception cref="AgentConfigurationException">A setting is missing or wrong.</exception>
    public static JwtAuthenticator Create(PlannedScheme scheme, IServiceProvider services) => new(scheme, services.GetRequiredService<IHostEnvironment>(),
        services.GetRequiredService<IHostApplicationLifetime>(), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<JwtAuthenticator>>());

    /// <summary>What is remembered.</summary>
    public TokenCache Verified => _validator.Verified;

    public async ValueTask<AuthenticateResult> AuthenticateAsync(HttpContext http)
    {
        var credentials = http.Request.Headers.Authorization;
        if (credentials.Count == 0 || credentials[0] is not { } first || !first.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return None;
        }

        if (credentials.Count > 1)
        {
            return JwtFailure.Repeated.Result;
        }

        var connection = ConnectionMemory.Of(http);
        if (connection?.TryGetValue(this, out var last) is true && last is ConnectionToken { Header: var header, Hash: var hash }
            && ReferenceEquals(header, first) && _validator.Find(hash) is { } known)
        {
            return Accept(known, http);
        }

        var result = await _validator.ValidateAsync(first.AsMemory(Prefix.Length).Trim(' '), http.RequestAborted);
        if (result.Token is not { } token)
        {
            return Refuse(result.Failure!);
        }

        connection?[this] = new ConnectionToken(first, result.Hash);
        return Accept(token, http);
    }

    public void Dispose() => _keys.Dispose();

    private static AuthenticateResult Accept(VerifiedToken token, HttpContext http) =>
        !token.IsBound || IsHeldByCaller(token, http) ? token.Result : JwtFailure.BoundToKey.Result;

    /// <summary>To call a token invalid that nobody could look at would make the caller throw it away.</summary>
    private static AuthenticateResult Refuse(JwtFailure failure) => failure != JwtFailure.KeysUnavailable
        ? failure.Result
        : throw new AgentException(AgentError.Unavailable, failure.Description) { RetryAfter = RetryAfter };

    /// <summary>True when the connection was made with the certificate to which the token is bound (RFC 8705, section 3).</summary>
    private static bool IsHeldByCaller(VerifiedToken token, HttpContext http) =>
        token.CertificateThumbprint is { } expected && http.Connection.ClientCertificate is { } certificate
        && Base64Url.EncodeToString(SHA256.HashData(certificate.RawData)) == expected;
}
