namespace A2AAgent.Server.Configuration;

/// <summary>One way to authenticate. Which of the settings count depends on its type.</summary>
public sealed class SecuritySchemeOptions
{
    /// <summary><c>apiKey</c>, <c>bearer</c>, <c>oauth2</c>, <c>openIdConnect</c> or <c>mutualTls</c>. Not needed when an attribute declares the scheme.</summary>
    public string? Type { get; set; }

    /// <summary>A description for people, in the card.</summary>
    public string? Description { get; set; }

    /// <summary>apiKey: where the key is, <c>header</c>, <c>query</c> or <c>cookie</c>. Default: <c>header</c>.</summary>
    public string? In { get; set; }

    /// <summary>apiKey: the name of the header, query parameter or cookie. Default: <c>X-API-Key</c>.</summary>
    public string? Name { get; set; }

    /// <summary>apiKey: the keys that are accepted, by a name of each that is no secret. Changes count without a restart.</summary>
    public IDictionary<string, ApiKeyOptions> Keys { get; } = new Dictionary<string, ApiKeyOptions>(StringComparer.Ordinal);

    /// <summary>apiKey: a JSON file with more keys, an object like <see cref="Keys"/>. It is read again when it changes.</summary>
    public string? KeysFile { get; set; }

    /// <summary>bearer: how tokens are made, in the card. Default: <c>JWT</c>.</summary>
    public string? BearerFormat { get; set; }

    /// <summary>Tokens: who issues them, exactly as in their claim <c>iss</c>.</summary>
    public string? Issuer { get; set; }

    /// <summary>openIdConnect: the discovery document.</summary>
    public string? OpenIdConnectUrl { get; set; }

    /// <summary>Tokens: the audiences of which one must be in the claim <c>aud</c>.</summary>
    public IList<string> Audiences { get; } = [];

    /// <summary>Tokens: the issuer's keys. Default: what its discovery document says.</summary>
    public string? JwksUrl { get; set; }

    /// <summary>Tokens: how far clocks may be apart. Default: 30 seconds.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Tokens: the claim that holds the tenant. Default: <c>tenant</c>.</summary>
    public string TenantClaim { get; set; } = "tenant";

    /// <summary>Tokens: the claim that holds the scopes. Default: <c>scope</c>, or <c>scp</c> where there is no such claim.</summary>
    public string? ScopeClaim { get; set; }

    /// <summary>oauth2: how clients get tokens, <c>authorizationCode</c>, <c>clientCredentials</c> or <c>deviceCode</c>.</summary>
    public string? Flow { get; set; }

    /// <summary>oauth2, authorizationCode: where the user consents.</summary>
    public string? AuthorizationUrl { get; set; }

    /// <summary>oauth2: where tokens are issued.</summary>
    public string? TokenUrl { get; set; }

    /// <summary>oauth2, deviceCode: where the device asks for a code.</summary>
    public string? DeviceAuthorizationUrl { get; set; }

    /// <summary>oauth2: where tokens are refreshed.</summary>
    public string? RefreshUrl { get; set; }

    /// <summary>oauth2, authorizationCode: whether clients must use PKCE (RFC 7636). Default: true, or what the attribute says.</summary>
    public bool? PkceRequired { get; set; }

    /// <summary>oauth2: the scopes, each with a description for people.</summary>
    public IDictionary<string, string> Scopes { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>oauth2: the authorization server's metadata (RFC 8414).</summary>
    public string? MetadataUrl { get; set; }

    /// <summary>mutualTls: who may call, <c>spiffe://trust.domain/path</c>, with <c>/*</c> at the end for all below.</summary>
    public IList<string> Allow { get; } = [];

    /// <summary>mutualTls: <c>connection</c>, or <c>forwarded</c> when a proxy ends TLS and sends <c>X-Forwarded-Client-Cert</c>. Default: <c>connection</c>.</summary>
    public string? Source { get; set; }

    /// <summary>mutualTls, forwarded: the networks of the proxies that are believed, for example <c>10.0.0.0/8</c>.</summary>
    public IList<string> TrustedProxies { get; } = [];
}

/// <summary>One API key: its hash or the key itself, and what it stands for.</summary>
public sealed class ApiKeyOptions
{
    /// <summary>The SHA-256 hash of the key, as 64 hexadecimal digits. Better than <see cref="Value"/>: what is not there cannot leak.</summary>
    public string? Sha256 { get; set; }

    /// <summary>The key itself, at least 16 characters.</summary>
    public string? Value { get; set; }

    /// <summary>The tenant that its holder belongs to. Default: none, and then the request says which.</summary>
    public string? Tenant { get; set; }

    /// <summary>The scopes that its holder has.</summary>
    public IList<string> Scopes { get; } = [];
}
