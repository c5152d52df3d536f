namespace A2AAgent.Server;

/// <summary>Clients present a certificate (specification, section 4.5.6). Whose are accepted is in the configuration.</summary>
/// <param name="scheme">The scheme's name.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MutualTlsSecurityAttribute(string scheme) : SecuritySchemeAttribute(scheme);
