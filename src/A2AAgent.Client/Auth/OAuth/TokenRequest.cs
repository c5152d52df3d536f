namespace A2AAgent.Client.Auth.OAuth;

/// <summary>What is asked for, and where.</summary>
/// <param name="TokenUrl">The token end point; null when it is to be discovered.</param>
/// <param name="DiscoveryUrl">The OpenID Connect discovery document; null when the end point is known.</param>
/// <param name="Scope">The scopes, as they are sent.</param>
internal sealed record TokenRequest(Uri? TokenUrl, Uri? DiscoveryUrl, string Scope)
{
    /// <summary>Tells requests apart whose tokens differ.</summary>
    public string Key { get; } = $"{TokenUrl}\n{DiscoveryUrl}\n{Scope}";

    /// <exception cref="AgentCredentialException">The card's address is none that a secret may be sent to.</exception>
    public static TokenRequest For(OAuthCredential credential, NeededCredential needed)
    {
        var scope = string.Join(' ', needed.Scopes.Concat(credential.Scopes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        if (credential.TokenUrl is { } known)
        {
            return new(SecureAddress.Require(known.OriginalString, "TokenUrl of the OAuth credential"), null, scope);
        }

        return needed.Scheme switch
        {
            OAuth2SecurityScheme { Flow: ClientCredentialsOAuthFlow flow } => new(SecureAddress.Require(flow.TokenUrl, $"token end point of the scheme '{needed.Name}'"), null, scope),
            OpenIdConnectSecurityScheme connect => new(null, SecureAddress.Require(connect.OpenIdConnectUrl, $"OpenID Connect document of the scheme '{needed.Name}'"), scope),
            _ => throw new AgentCredentialException($"the scheme '{needed.Name}' says nothing of a token end point"),
        };
    }
}
