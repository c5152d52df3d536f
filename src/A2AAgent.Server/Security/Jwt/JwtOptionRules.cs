using A2AAgent.Server.Configuration;

namespace A2AAgent.Server.Security.Jwt;

/// <summary>What must hold before a scheme of tokens can accept anybody.</summary>
internal static class JwtOptionRules
{
    /// <param name="section">The scheme's section of the configuration, for errors.</param>
    /// <param name="options">Its settings.</param>
    /// <exception cref="AgentConfigurationException">A setting is missing or wrong.</exception>
    public static void Check(string section, JwtOptions options)
    {
        if (options.Issuer is null && options.MetadataUrl is null)
        {
            throw new AgentConfigurationException(
                $"{section}:Issuer is not set, so no token could ever be accepted; set it to the issuer of the tokens, for example https://login.example.com.");
        }

        if (options.Audiences.Count == 0 || options.Audiences.Any(string.IsNullOrEmpty))
        {
            throw new AgentConfigurationException(
                $"{section}:Audiences is not set, so no token could ever be accepted; set it to what the issuer puts into the tokens' aud for this agent.");
        }

        if (options.Issuer is { } issuer && options.MetadataUrl is null && options.JwksUrl is null)
        {
            Url($"{section}:Issuer", Uri.TryCreate(issuer, UriKind.Absolute, out var url) ? url : null, issuer, options.AllowHttp);
        }

        if (options.MetadataUrl is { } metadata)
        {
            Url($"{section}:OpenIdConnectUrl", metadata, metadata.OriginalString, options.AllowHttp);
            if (options.Issuer is null && IssuerMetadata.IssuerOf(metadata) is null)
            {
                throw new AgentConfigurationException(
                    $"{section}:Issuer is not set, and {metadata} does not say it; set it, or use an address that ends with /.well-known/openid-configuration.");
            }
        }

        if (options.JwksUrl is { } keys)
        {
            Url($"{section}:JwksUrl", keys, keys.OriginalString, options.AllowHttp);
        }

        if (options.ClockSkew < TimeSpan.Zero || options.ClockSkew > TimeSpan.FromMinutes(10))
        {
            throw new AgentConfigurationException($"{section}:ClockSkew is {options.ClockSkew:c}; it must be 00:00:00 to 00:10:00.");
        }

        if (options.TenantClaim.Length == 0)
        {
            throw new AgentConfigurationException($"{section}:TenantClaim is empty; it must be the name of a claim.");
        }
    }

    private static void Url(string setting, Uri? url, string value, bool allowHttp)
    {
        if (url is null || !IssuerAddress.IsAllowed(url, allowHttp))
        {
            throw new AgentConfigurationException(
                $"{setting} is '{value}'; it must be an https URL, for example https://login.example.com (http on this machine, or in Development).");
        }
    }
}
