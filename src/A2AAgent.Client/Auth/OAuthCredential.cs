using A2AAgent.Client.Auth.OAuth;

namespace A2AAgent.Client.Auth;

/// <summary>
/// Tokens by OAuth 2.0 client credentials (RFC 6749, section 4.4). The card says where they are issued: the flow's token end point, or the one that
/// OpenID Connect discovery finds (specification, sections 4.5.5 and 4.5.9).
/// </summary>
/// <remarks>
/// Tokens are kept for as long as they are good and renewed before they end; calls that want one at the same time share a request. The client secret goes
/// to the end point that the card names, over HTTPS or loopback only: where cards are not verified by their signatures, set <see cref="TokenUrl"/>.
/// </remarks>
public sealed class OAuthCredential : AgentCredential, IDisposable
{
    private readonly TokenCache _tokens;

    /// <summary>Makes a credential.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="clientSecret">Its secret.</param>
    /// <exception cref="ArgumentException">The client has no name.</exception>
    public OAuthCredential(string clientId, Secret clientSecret)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(clientId);
        ArgumentNullException.ThrowIfNull(clientSecret);
        (ClientId, ClientSecret) = (clientId, clientSecret);
        _tokens = new TokenCache(this);
    }

    /// <summary>The client.</summary>
    public string ClientId { get; }

    /// <summary>The token end point to use instead of the one of the card; null for that one.</summary>
    public Uri? TokenUrl { get; init; }

    /// <summary>Scopes to ask for beyond those that the card requires.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>More parameters of token requests, such as <c>audience</c> or <c>resource</c>.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = EmptyMap<string>.Instance;

    /// <summary>True to send client and secret in the body instead of the header <c>Authorization: Basic</c>. Default: false.</summary>
    public bool SecretInBody { get; init; }

    /// <summary>Sends the token requests; null for a handler that follows no redirects. Not disposed here.</summary>
    public HttpMessageHandler? Handler { get; init; }

    internal override string Kind => "OAuth 2.0 client credentials";

    internal Secret ClientSecret { get; }

    /// <summary>Closes its connections.</summary>
    public void Dispose() => _tokens.Dispose();

    private protected override bool Fits(SecurityScheme scheme) => scheme switch
    {
        OAuth2SecurityScheme { Flow: ClientCredentialsOAuthFlow } or OpenIdConnectSecurityScheme => true,
        _ => TokenUrl is not null && (scheme is OAuth2SecurityScheme || BearerHeader.IsFor(scheme)),
    };

    internal override async ValueTask ApplyAsync(HttpRequestMessage request, NeededCredential needed, TimeProvider time, CancellationToken cancellationToken)
    {
        var token = await _tokens.GetAsync(needed, time, cancellationToken).ConfigureAwait(false);
        Note(request, needed, token);
        BearerHeader.Set(request, token);
    }

    internal override ValueTask<bool> RenewAsync(HttpRequestMessage refused, NeededCredential needed, TimeProvider time, CancellationToken cancellationToken) =>
        new(_tokens.Drop(needed, Noted(refused, needed), time));
}
