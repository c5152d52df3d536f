using System.Net.Http.Headers;

namespace A2AAgent.Client.Auth;

/// <summary>
/// A bearer token (RFC 6750) that comes from elsewhere, for example a mounted service account token. It satisfies HTTP bearer, OAuth 2.0 and OpenID
/// Connect (specification, sections 4.5.3 to 4.5.5).
/// </summary>
/// <param name="token">The token.</param>
public sealed class BearerCredential(Secret token) : AgentCredential
{
    internal override string Kind => "a bearer token";

    private protected override bool Fits(SecurityScheme scheme) => scheme is OAuth2SecurityScheme or OpenIdConnectSecurityScheme || BearerHeader.IsFor(scheme);

    internal override async ValueTask ApplyAsync(HttpRequestMessage request, NeededCredential needed, TimeProvider time, CancellationToken cancellationToken)
    {
        var value = await token.GetAsync(fresh: false, time, cancellationToken).ConfigureAwait(false);
        Note(request, needed, value);
        BearerHeader.Set(request, value);
    }

    internal override async ValueTask<bool> RenewAsync(HttpRequestMessage refused, NeededCredential needed, TimeProvider time, CancellationToken cancellationToken) =>
        await token.GetAsync(fresh: true, time, cancellationToken).ConfigureAwait(false) != Noted(refused, needed);
}

/// <summary>The header for bearer tokens.</summary>
internal static class BearerHeader
{
    public static bool IsFor(SecurityScheme scheme) => scheme is HttpAuthSecurityScheme http && http.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="AgentCredentialException">The token has characters that no token has.</exception>
    public static void Set(HttpRequestMessage request, string token)
    {
        if (token.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new AgentCredentialException("the token has white space in it, or characters that no token has");
        }

        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }
}
