using System.Text.Json.Serialization;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol;

/// <summary>A way to authenticate (specification, section 4.5.1): one of the sealed records that derive from this one.</summary>
[JsonConverter(typeof(SecuritySchemeConverter))]
public abstract record SecurityScheme
{
    private protected SecurityScheme()
    {
    }

    /// <summary>A description for people, or an empty string.</summary>
    public string Description { get; init; } = "";
}

/// <summary>A key in a header, query parameter or cookie (section 4.5.2).</summary>
public sealed record ApiKeySecurityScheme : SecurityScheme
{
    /// <summary><c>header</c>, <c>query</c> or <c>cookie</c>. Required.</summary>
    public required string Location { get; init; }

    /// <summary>The name of the header, query parameter or cookie. Required.</summary>
    public required string Name { get; init; }
}

/// <summary>HTTP authentication such as <c>Bearer</c> (section 4.5.3).</summary>
public sealed record HttpAuthSecurityScheme : SecurityScheme
{
    /// <summary>The registered name of the HTTP authentication scheme. Required.</summary>
    public required string Scheme { get; init; }

    /// <summary>How a bearer token is made, for example <c>JWT</c>, or an empty string.</summary>
    public string BearerFormat { get; init; } = "";
}

/// <summary>OAuth 2.0 (section 4.5.4).</summary>
public sealed record OAuth2SecurityScheme : SecurityScheme
{
    /// <summary>The flow that clients use. Required.</summary>
    public required OAuthFlow Flow { get; init; }

    /// <summary>The authorization server's metadata (RFC 8414), or an empty string.</summary>
    public string Oauth2MetadataUrl { get; init; } = "";
}

/// <summary>OpenID Connect (section 4.5.5).</summary>
public sealed record OpenIdConnectSecurityScheme : SecurityScheme
{
    /// <summary>The discovery document. Required.</summary>
    public required string OpenIdConnectUrl { get; init; }
}

/// <summary>Mutual TLS (section 4.5.6).</summary>
public sealed record MutualTlsSecurityScheme : SecurityScheme;
