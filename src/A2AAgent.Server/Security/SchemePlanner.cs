using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;

namespace A2AAgent.Server.Security;

/// <summary>From what attributes and configuration say of the schemes to the schemes in force. Where both say something, the configuration counts.</summary>
internal static class SchemePlanner
{
    /// <summary>What the configuration calls the kinds, in their order.</summary>
    private static readonly string[] Types = ["bearer", "oauth2", "openIdConnect", "apiKey", "mutualTls"];

    /// <exception cref="AgentConfigurationException">A scheme is incomplete, or contradicts its attribute.</exception>
    public static IReadOnlyList<PlannedScheme> Plan(IReadOnlyDictionary<string, SecurityScheme> declared, IDictionary<string, SecuritySchemeOptions> configured)
    {
        var names = declared.Keys.Concat(configured.Keys.Where(name => !declared.ContainsKey(name)));
        return [.. names.Select(name => Plan(name, declared.GetValueOrDefault(name), configured.TryGetValue(name, out var options) ? options : new SecuritySchemeOptions()))];
    }

    private static PlannedScheme Plan(string name, SecurityScheme? declared, SecuritySchemeOptions options)
    {
        if (!SchemeSettings.IsPlain(name))
        {
            throw new AgentConfigurationException($"Agent:Security:Schemes:{name}: the name of a scheme has letters, digits, '.', '_' and '-' only.");
        }

        var kind = Kind(name, declared, options);
        SecurityScheme shown = kind switch
        {
            SecuritySchemeKind.ApiKey => ApiKey(name, (ApiKeySecurityScheme?)declared, options),
            SecuritySchemeKind.Bearer => Bearer(name, (HttpAuthSecurityScheme?)declared, options),
            SecuritySchemeKind.OAuth2 => OAuth2Planner.Plan(name, (OAuth2SecurityScheme?)declared, options),
            SecuritySchemeKind.OpenIdConnect => OpenIdConnect(name, (OpenIdConnectSecurityScheme?)declared, options),
            _ => new MutualTlsSecurityScheme(),
        };
        return new PlannedScheme(name, kind, shown with { Description = options.Description ?? declared?.Description ?? "" }, options);
    }

    private static SecuritySchemeKind Kind(string name, SecurityScheme? declared, SecuritySchemeOptions options)
    {
        SecuritySchemeKind? byAttribute = declared switch
        {
            null => null,
            ApiKeySecurityScheme => SecuritySchemeKind.ApiKey,
            HttpAuthSecurityScheme => SecuritySchemeKind.Bearer,
            OAuth2SecurityScheme => SecuritySchemeKind.OAuth2,
            OpenIdConnectSecurityScheme => SecuritySchemeKind.OpenIdConnect,
            _ => SecuritySchemeKind.MutualTls,
        };
        if (string.IsNullOrEmpty(options.Type))
        {
            return byAttribute ?? throw new AgentConfigurationException(
                $"{PlannedScheme.SettingOf(name, "Type")} is missing, and no attribute declares the scheme; it must be {Allowed()}.");
        }

        var index = Array.FindIndex(Types, type => type.Equals(options.Type, StringComparison.OrdinalIgnoreCase));
        if (index < 0 || (byAttribute is { } kind && (int)kind != index))
        {
            throw new AgentConfigurationException($"{PlannedScheme.SettingOf(name, "Type")} is '{options.Type}'; it must be "
                + (byAttribute is { } right ? $"{Types[(int)right]}, as the attribute says, or left out." : $"{Allowed()}."));
        }

        return (SecuritySchemeKind)index;
    }

    private static ApiKeySecurityScheme ApiKey(string name, ApiKeySecurityScheme? declared, SecuritySchemeOptions options)
    {
        var location = SchemeSettings.OneOf(PlannedScheme.SettingOf(name, "In"), SchemeSettings.First(options.In, declared?.Location, "header"), "header", "query", "cookie");
        var key = SchemeSettings.First(options.Name, declared?.Name, "X-API-Key");
        if (!SchemeSettings.IsPlain(key))
        {
            throw new AgentConfigurationException($"{PlannedScheme.SettingOf(name, "Name")} is '{key}'; it must have letters, digits, '-', '_' and '.' only.");
        }

        return new ApiKeySecurityScheme { Location = location, Name = key };
    }

    private static HttpAuthSecurityScheme Bearer(string name, HttpAuthSecurityScheme? declared, SecuritySchemeOptions options) =>
        declared is null || declared.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? new HttpAuthSecurityScheme { Scheme = "Bearer", BearerFormat = SchemeSettings.First(options.BearerFormat, declared?.BearerFormat, "JWT") }
            : throw new AgentConfigurationException($"The scheme '{name}' is HTTP authentication '{declared.Scheme}'; only Bearer is supported.");

    private static OpenIdConnectSecurityScheme OpenIdConnect(string name, OpenIdConnectSecurityScheme? declared, SecuritySchemeOptions options)
    {
        const string WellKnown = "/.well-known/openid-configuration";
        options.OpenIdConnectUrl = SchemeSettings.Url(PlannedScheme.SettingOf(name, "OpenIdConnectUrl"),
            SchemeSettings.First(options.OpenIdConnectUrl, declared?.OpenIdConnectUrl, options.Issuer is { Length: > 0 } issuer ? issuer.TrimEnd('/') + WellKnown : ""));
        return new OpenIdConnectSecurityScheme { OpenIdConnectUrl = options.OpenIdConnectUrl };
    }

    private static string Allowed() => string.Join(", ", Types[..^1]) + " or " + Types[^1];
}
