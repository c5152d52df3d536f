namespace A2AAgent.Server;

/// <summary>Says what a caller must satisfy to use the agent, or one skill of it beyond what the agent demands.</summary>
/// <param name="scheme">The name of a security scheme.</param>
/// <param name="scopes">The scopes that the credential must have, all of them.</param>
/// <remarks>
/// Several on one class or method are alternatives. Without any on the class, every declared scheme is an alternative. What
/// <c>Agent:Security:Requirements</c> and <c>Agent:Security:Skills</c> say takes their place.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class RequireSecurityAttribute(string scheme, params string[] scopes) : Attribute
{
    /// <summary>The name of a security scheme.</summary>
    public string Scheme { get; } = scheme;

    /// <summary>The scopes that the credential must have.</summary>
    public IReadOnlyList<string> Scopes { get; } = scopes;

    /// <summary>A second scheme that must be satisfied in the same request, for example a client certificate; or empty.</summary>
    public string And { get; set; } = "";
}
