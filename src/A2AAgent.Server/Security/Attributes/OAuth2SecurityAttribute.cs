namespace A2AAgent.Server;

/// <summary>Clients get a token by an OAuth 2.0 flow (specification, sections 4.5.4 and 4.5.7). Issuer and audience are in the configuration.</summary>
/// <param name="scheme">The scheme's name.</param>
/// <param name="grant">The flow. A client that has a choice of flows has a choice of schemes: declare one scheme for each.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class OAuth2SecurityAttribute(string scheme, OAuth2Grant grant) : SecuritySchemeAttribute(scheme)
{
    /// <summary>The flow.</summary>
    public OAuth2Grant Grant { get; } = grant;

    /// <summary>Where the user consents: an absolute URL. Needed by the authorization code flow.</summary>
    public string AuthorizationUrl { get; set; } = "";

    /// <summary>Where tokens are issued: an absolute URL. Needed by every flow.</summary>
    public string TokenUrl { get; set; } = "";

    /// <summary>Where a device asks for its code: an absolute URL. Needed by the device code flow.</summary>
    public string DeviceAuthorizationUrl { get; set; } = "";

    /// <summary>Where tokens are refreshed, when it is not where they are issued.</summary>
    public string RefreshUrl { get; set; } = "";

    /// <summary>The authorization server's metadata (RFC 8414), or empty.</summary>
    public string MetadataUrl { get; set; } = "";

    /// <summary>Whether clients of the authorization code flow must use PKCE (RFC 7636). Default: true.</summary>
    public bool PkceRequired { get; set; } = true;

    /// <summary>The scopes that clients can ask for, each as <c>name: description</c>.</summary>
    public string[] Scopes { get; set; } = [];
}

/// <summary>How a client gets its token. The implicit and the password flow are deprecated, and so not here.</summary>
public enum OAuth2Grant
{
    /// <summary>A user consents in a browser (RFC 6749, section 4.1).</summary>
    AuthorizationCode,

    /// <summary>A service authenticates itself (RFC 6749, section 4.4).</summary>
    ClientCredentials,

    /// <summary>A user consents on another device (RFC 8628).</summary>
    DeviceCode,
}
