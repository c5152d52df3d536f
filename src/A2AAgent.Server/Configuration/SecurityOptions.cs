namespace A2AAgent.Server.Configuration;

/// <summary>Who may call. Schemes that attributes declare are completed here, and others are added.</summary>
public sealed class SecurityOptions
{
    /// <summary>
    /// True when something in front of the agent authenticates. Default: false, and then an agent that anybody may call starts in the
    /// Development environment only. Schemes that are declared are enforced whatever this says.
    /// </summary>
    public bool AllowAnonymous { get; set; }

    /// <summary>The ways to authenticate, by the name that they have in the card: letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</summary>
    public IDictionary<string, SecuritySchemeOptions> Schemes { get; } = new Dictionary<string, SecuritySchemeOptions>(StringComparer.Ordinal);

    /// <summary>
    /// What a caller must satisfy: any one of these; within one, every scheme with its scopes. An empty one lets anonymous callers in.
    /// Default: what the attributes say, and without those, any one of the schemes.
    /// </summary>
    public IList<IDictionary<string, IList<string>>> Requirements { get; } = [];

    /// <summary>What single skills demand beyond that, by the skill's identifier.</summary>
    public IDictionary<string, SkillSecurityOptions> Skills { get; } = new Dictionary<string, SkillSecurityOptions>(StringComparer.Ordinal);

    /// <summary>How often mounted files with keys and certificates are looked at. Default: 10 seconds.</summary>
    public TimeSpan ReloadInterval { get; set; } = TimeSpan.FromSeconds(10);
}

/// <summary>What one skill demands of its callers.</summary>
public sealed class SkillSecurityOptions
{
    /// <summary>Any one of these, beyond what the agent demands.</summary>
    public IList<IDictionary<string, IList<string>>> Requirements { get; } = [];
}
