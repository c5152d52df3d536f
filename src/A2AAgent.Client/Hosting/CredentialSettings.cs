namespace A2AAgent.Client.Hosting;

/// <summary>The section <c>Agents:{name}:Credentials</c>: what the client has; the agent's card says which of it is used and where it goes.</summary>
internal sealed class CredentialSettings
{
    public string? ApiKey { get; set; }

    public string? ApiKeyFile { get; set; }

    public string? BearerToken { get; set; }

    public string? BearerTokenFile { get; set; }

    public OAuthSettings? OAuth { get; set; }

    public CertificateSettings? Certificate { get; set; }
}

/// <summary>OAuth 2.0 client credentials.</summary>
internal sealed class OAuthSettings
{
    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    public string? ClientSecretFile { get; set; }

    public string? TokenUrl { get; set; }

    public List<string>? Scopes { get; set; }

    public Dictionary<string, string>? Parameters { get; set; }

    public bool SecretInBody { get; set; }
}

/// <summary>A client certificate in PEM files.</summary>
internal sealed class CertificateSettings
{
    public string? CertificateFile { get; set; }

    public string? KeyFile { get; set; }
}
