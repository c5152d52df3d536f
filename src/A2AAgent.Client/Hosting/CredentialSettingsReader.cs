using A2AAgent.Client.Auth;

namespace A2AAgent.Client.Hosting;

/// <summary>Makes the credentials that the settings name, and says which of these is wrong.</summary>
internal static class CredentialSettingsReader
{
    /// <param name="path">The path of the section.</param>
    /// <param name="settings">The section.</param>
    /// <exception cref="AgentConfigurationException">A setting is missing or wrong.</exception>
    public static AgentCredentials Read(string path, CredentialSettings settings)
    {
        var credentials = new AgentCredentials();
        if (Source(path, "ApiKey", settings.ApiKey, settings.ApiKeyFile) is { } key)
        {
            credentials.Add(new ApiKeyCredential(key));
        }

        if (Source(path, "BearerToken", settings.BearerToken, settings.BearerTokenFile) is { } token)
        {
            credentials.Add(new BearerCredential(token));
        }

        if (settings.OAuth is { } oauth)
        {
            credentials.Add(OAuth($"{path}:OAuth", oauth));
        }

        if (settings.Certificate is { } certificate)
        {
            credentials.Add(new ClientCertificateCredential(
                Required($"{path}:Certificate:CertificateFile", certificate.CertificateFile, "a PEM file with a certificate"),
                Required($"{path}:Certificate:KeyFile", certificate.KeyFile, "a PEM file with its key")));
        }

        return credentials;
    }

    private static OAuthCredential OAuth(string path, OAuthSettings settings) => new(
        Required($"{path}:ClientId", settings.ClientId, "the client that the authorization server knows"),
        Source(path, "ClientSecret", settings.ClientSecret, settings.ClientSecretFile)
            ?? throw new AgentConfigurationException($"{path} has no secret; it must have ClientSecretFile, or ClientSecret."))
    {
        TokenUrl = settings.TokenUrl is { Length: > 0 } url ? TokenUrl($"{path}:TokenUrl", url) : null,
        Scopes = settings.Scopes ?? [],
        Parameters = settings.Parameters ?? [],
        SecretInBody = settings.SecretInBody,
    };

    /// <summary>A secret that is written out, or in a file; null when there is neither.</summary>
    private static Secret? Source(string path, string name, string? value, string? file) => (value, file) switch
    {
        ({ Length: > 0 }, { Length: > 0 }) => throw new AgentConfigurationException($"{path} has both {name} and {name}File; it must have one of them."),
        ({ Length: > 0 }, _) => Secret.Of(value),
        (_, { Length: > 0 }) => Secret.FromFile(file),
        _ => null,
    };

    private static string Required(string path, string? value, string what) =>
        value is { Length: > 0 } ? value : throw new AgentConfigurationException($"{path} is missing; it must be {what}.");

    private static Uri TokenUrl(string path, string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            ? url
            : throw new AgentConfigurationException($"{path} is '{value}'; it must be an https URL, for example https://login.example.com/token.");
}
