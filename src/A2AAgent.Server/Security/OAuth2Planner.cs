using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;

namespace A2AAgent.Server.Security;

/// <summary>OAuth 2.0 schemes: the flow that the card tells clients to use.</summary>
internal static class OAuth2Planner
{
    private const string AuthorizationCode = "authorizationCode";
    private const string ClientCredentials = "clientCredentials";
    private const string DeviceCode = "deviceCode";

    /// <exception cref="AgentConfigurationException">Something that the flow needs is missing or wrong.</exception>
    public static OAuth2SecurityScheme Plan(string name, OAuth2SecurityScheme? declared, SecuritySchemeOptions options)
    {
        var kind = SchemeSettings.OneOf(PlannedScheme.SettingOf(name, "Flow"), SchemeSettings.First(options.Flow, Name(declared?.Flow), ""),
            AuthorizationCode, ClientCredentials, DeviceCode);
        options.MetadataUrl = SchemeSettings.OptionalUrl(PlannedScheme.SettingOf(name, "MetadataUrl"), SchemeSettings.First(options.MetadataUrl, declared?.Oauth2MetadataUrl, ""));
        return new OAuth2SecurityScheme
        {
            Flow = Flow(name, kind, declared?.Flow, options) with
            {
                RefreshUrl = SchemeSettings.OptionalUrl(PlannedScheme.SettingOf(name, "RefreshUrl"), SchemeSettings.First(options.RefreshUrl, declared?.Flow.RefreshUrl, "")),
                Scopes = Scopes(declared?.Flow, options),
            },
            Oauth2MetadataUrl = options.MetadataUrl,
        };
    }

    private static OAuthFlow Flow(string name, string kind, OAuthFlow? declared, SecuritySchemeOptions options)
    {
        var tokenUrl = Required(name, "TokenUrl", options.TokenUrl, declared switch
        {
            AuthorizationCodeOAuthFlow code => code.TokenUrl,
            ClientCredentialsOAuthFlow client => client.TokenUrl,
            DeviceCodeOAuthFlow device => device.TokenUrl,
            _ => null,
        });
        return kind switch
        {
            AuthorizationCode => new AuthorizationCodeOAuthFlow
            {
                TokenUrl = tokenUrl,
                AuthorizationUrl = Required(name, "AuthorizationUrl", options.AuthorizationUrl, (declared as AuthorizationCodeOAuthFlow)?.AuthorizationUrl),
                PkceRequired = options.PkceRequired ?? (declared as AuthorizationCodeOAuthFlow)?.PkceRequired ?? true,
            },
            ClientCredentials => new ClientCredentialsOAuthFlow { TokenUrl = tokenUrl },
            _ => new DeviceCodeOAuthFlow
            {
                TokenUrl = tokenUrl,
                DeviceAuthorizationUrl = Required(name, "DeviceAuthorizationUrl", options.DeviceAuthorizationUrl, (declared as DeviceCodeOAuthFlow)?.DeviceAuthorizationUrl),
            },
        };
    }

    private static string Required(string scheme, string setting, string? configured, string? declared) =>
        SchemeSettings.Url(PlannedScheme.SettingOf(scheme, setting), SchemeSettings.First(configured, declared, ""));

    private static string? Name(OAuthFlow? flow) => flow switch
    {
        AuthorizationCodeOAuthFlow => AuthorizationCode,
        ClientCredentialsOAuthFlow => ClientCredentials,
        DeviceCodeOAuthFlow => DeviceCode,
        _ => null,
    };

    private static Dictionary<string, string> Scopes(OAuthFlow? declared, SecuritySchemeOptions options)
    {
        var scopes = declared is null ? new Dictionary<string, string>(StringComparer.Ordinal) : new Dictionary<string, string>(declared.Scopes, StringComparer.Ordinal);
        foreach (var (scope, description) in options.Scopes)
        {
            scopes[scope] = description;
        }

        return scopes;
    }
}
