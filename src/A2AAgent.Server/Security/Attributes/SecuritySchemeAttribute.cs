namespace A2AAgent.Server;

/// <summary>Declares a way for clients to authenticate: one of the sealed attributes that derive from this one, on the agent class.</summary>
/// <remarks>
/// The declaration goes onto the Agent Card. What must not be in source (keys, issuers, audiences) is in the configuration, under
/// <c>Agent:Security:Schemes</c> and the scheme's name; an agent whose scheme could accept nobody does not start. Several schemes are
/// alternatives unless <see cref="RequireSecurityAttribute"/> says otherwise.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class SecuritySchemeAttribute : Attribute
{
    private protected SecuritySchemeAttribute(string scheme) => Scheme = scheme;

    /// <summary>The scheme's name on the card and in the configuration: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, at most 64 characters.</summary>
    public string Scheme { get; }

    /// <summary>A description for people, or empty.</summary>
    public string Description { get; set; } = "";
}
