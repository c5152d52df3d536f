namespace A2AAgent.Server;

/// <summary>Clients authenticate with OpenID Connect (specification, section 4.5.5).</summary>
/// <param name="scheme">The scheme's name.</param>
/// <param name="openIdConnectUrl">The discovery document, an absolute URL that ends in <c>/.well-known/openid-configuration</c>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class OpenIdConnectSecurityAttribute(string scheme, string openIdConnectUrl) : SecuritySchemeAttribute(scheme)
{
    /// <summary>The discovery document.</summary>
    public string OpenIdConnectUrl { get; } = openIdConnectUrl;
}
