using A2AAgent.Protocol;

namespace A2AAgent.Server.Security.Jwt;

/// <summary>Reads the settings of a scheme of tokens, and checks what must hold before it can accept anybody.</summary>
internal static class JwtSettings
{
    private static readonly TimeSpan LongestSkew = TimeSpan.FromMinutes(10);

    /// <param name="scheme">The scheme.</param>
    /// <param name="development">True to allow plain HTTP to any host.</param>
    /// <exception cref="AgentConfigurationException">A setting is missing or wrong.</exception>
    public static JwtOptions Read(PlannedScheme scheme, bool development)
    {
        var settings = scheme.Options;
        var options = new JwtOptions
        {
            Scheme = scheme.Name,
            Issuer = NotEmpty(settings.Issuer),
            MetadataUrl = MetadataUrl(scheme, development),
            JwksUrl = Url(scheme, "JwksUrl", settings.JwksUrl, development),
            Audiences = [.. settings.Audiences],
            ClockSkew = settings.ClockSkew,
            TenantClaim = settings.TenantClaim,
            ScopeClaim = NotEmpty(settings.ScopeClaim),
            AllowHttp = development,
        };
        CheckIssuer(scheme, options);
        CheckClaims(scheme, options);
        return options;
    }

    private static Uri? MetadataUrl(PlannedScheme scheme, bool development) => scheme.Kind switch
    {
        SecuritySchemeKind.OpenIdConnect => Url(scheme, "OpenIdConnectUrl", scheme.Options.OpenIdConnectUrl, development),
        SecuritySchemeKind.OAuth2 => Url(scheme, "MetadataUrl", scheme.Options.MetadataUrl, development),
        _ => null,
    };

    private static void CheckIssuer(PlannedScheme scheme, JwtOptions options)
    {
        if (options.MetadataUrl is { } metadata)
        {
            if (options.Issuer is null && IssuerMetadata.IssuerOf(metadata) is null)
            {
                throw new AgentConfigurationException($"{scheme.Setting("Issuer")} is missing, and {metadata} does not say it; "
                    + "set it, or use an address that ends with /.well-known/openid-configuration.");
            }
        }
        else if (options.Issuer is not { } issuer)
        {
            throw new AgentConfigurationException($"{scheme.Setting("Issuer")} is missing, so the scheme '{scheme.Name}' could never accept anybody; "
                + "set it to the tokens' claim iss, for example https://login.example.com.");
        }
        else if (options.JwksUrl is null)
        {
            // Only then is the issuer more than a name: the address of its metadata.
            Url(scheme, "Issuer", issuer, options.AllowHttp);
        }
    }

    private static void CheckClaims(PlannedScheme scheme, JwtOptions options)
    {
        if (options.Audiences.Count == 0 || options.Audiences.Contains("", StringComparer.Ordinal))
        {
            throw new AgentConfigurationException($"{scheme.Setting("Audiences")} {(options.Audiences.Count == 0 ? "is missing" : "has an empty one")}, so the scheme '{scheme.Name}' "
                + $"could never tell tokens for this agent from others; set {scheme.Setting("Audiences:0")} to what the issuer puts into their claim aud.");
        }

        if (options.ClockSkew < TimeSpan.Zero || options.ClockSkew > LongestSkew)
        {
            throw new AgentConfigurationException($"{scheme.Setting("ClockSkew")} is {options.ClockSkew:c}; it must be 00:00:00 to {LongestSkew:c}.");
        }

        if (options.TenantClaim.Length == 0)
        {
            throw new AgentConfigurationException($"{scheme.Setting("TenantClaim")} is empty; it must be the name of a claim.");
        }
    }

    private static Uri? Url(PlannedScheme scheme, string setting, string? value, bool allowHttp)
    {
        if (NotEmpty(value) is null)
        {
            return null;
        }

        return Uri.TryCreate(value, UriKind.Absolute, out var url) && IssuerAddress.IsAllowed(url, allowHttp)
            ? url
            : throw new AgentConfigurationException(
                $"{scheme.Setting(setting)} is '{value}'; it must be an https URL without user and password; http is for this machine and the Development environment only.");
    }

    private static string? NotEmpty(string? value) => value is { Length: > 0 } ? value : null;
}
