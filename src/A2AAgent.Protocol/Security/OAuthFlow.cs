namespace A2AAgent.Protocol;

/// <summary>An OAuth 2.0 flow (specification, section 4.5.7): one of the sealed records that derive from this one.</summary>
public abstract record OAuthFlow
{
    private protected OAuthFlow()
    {
    }

    /// <summary>Where tokens are refreshed, or an empty string.</summary>
    public string RefreshUrl { get; init; } = "";

    /// <summary>Scope to description.</summary>
    public IReadOnlyDictionary<string, string> Scopes { get; init; } = EmptyMap<string>.Instance;
}

/// <summary>Authorization code, with PKCE for public clients (section 4.5.8).</summary>
public sealed record AuthorizationCodeOAuthFlow : OAuthFlow
{
    /// <summary>Where the user consents. Required.</summary>
    public required string AuthorizationUrl { get; init; }

    /// <summary>Where tokens are issued. Required.</summary>
    public required string TokenUrl { get; init; }

    /// <summary>True when PKCE (RFC 7636) is required.</summary>
    public bool PkceRequired { get; init; }
}

/// <summary>Client credentials (section 4.5.9).</summary>
public sealed record ClientCredentialsOAuthFlow : OAuthFlow
{
    /// <summary>Where tokens are issued. Required.</summary>
    public required string TokenUrl { get; init; }
}

/// <summary>Device code (section 4.5.10; RFC 8628).</summary>
public sealed record DeviceCodeOAuthFlow : OAuthFlow
{
    /// <summary>Where the device asks for a code. Required.</summary>
    public required string DeviceAuthorizationUrl { get; init; }

    /// <summary>Where tokens are issued. Required.</summary>
    public required string TokenUrl { get; init; }
}

/// <summary>The implicit flow. Deprecated by the specification; read so that old cards are understood.</summary>
public sealed record ImplicitOAuthFlow : OAuthFlow
{
    /// <summary>Where the user consents, or an empty string.</summary>
    public string AuthorizationUrl { get; init; } = "";
}

/// <summary>The password flow. Deprecated by the specification; read so that old cards are understood.</summary>
public sealed record PasswordOAuthFlow : OAuthFlow
{
    /// <summary>Where tokens are issued, or an empty string.</summary>
    public string TokenUrl { get; init; } = "";
}
