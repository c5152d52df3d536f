namespace A2AAgent.Server;

/// <summary>Clients send <c>Authorization: Bearer</c> and a token (specification, section 4.5.3). Issuer and audience are in the configuration.</summary>
/// <param name="scheme">The scheme's name.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class BearerSecurityAttribute(string scheme) : SecuritySchemeAttribute(scheme)
{
    /// <summary>How the token is made, as a hint for people. Default: <c>JWT</c>.</summary>
    public string BearerFormat { get; set; } = "JWT";
}
