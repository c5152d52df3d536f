using A2AAgent.Protocol;

namespace A2AAgent.Server.Operations;

/// <summary>The protocol version and the extensions of a call (specification, sections 3.6 and 4.6).</summary>
internal sealed class Negotiation(AgentCapabilities capabilities)
{
    /// <summary>The protocol version that the agent speaks.</summary>
    public const string Version = "1.0";

    private readonly bool _anyRequired = capabilities.Extensions.Any(static extension => extension.Required);

    /// <exception cref="AgentException">The version is another, or a required extension was not asked for.</exception>
    public void Apply(CallContext context)
    {
        RequireVersion(context);
        if (_anyRequired || context.RequestedExtensions.Count > 0)
        {
            context.ActivatedExtensions = Activate(context.RequestedExtensions);
        }
    }

    /// <summary>What comes before everything else: a request of another version may mean something else in every part.</summary>
    /// <exception cref="AgentException">The version is another.</exception>
    public static void RequireVersion(CallContext context)
    {
        if (!Speaks(context.Version))
        {
            throw new AgentException(AgentError.VersionNotSupported, context.Version.Length == 0
                ? $"This interface speaks A2A {Version}; a request without version counts as 0.3. Send '{CallContext.VersionParameter}: {Version}' as a header or query parameter."
                : $"This interface speaks A2A {Version}, not '{Text.Clip(context.Version)}'. Send '{CallContext.VersionParameter}: {Version}' as a header or query parameter.");
        }
    }

    /// <summary>Patch numbers do not count (section 3.6).</summary>
    private static bool Speaks(string version) =>
        version == Version || (version.StartsWith(Version + ".", StringComparison.Ordinal) && version.AsSpan(Version.Length + 1) is { Length: > 0 and < 6 } patch && !patch.ContainsAnyExceptInRange('0', '9'));

    private List<string> Activate(IReadOnlyList<string> requested)
    {
        var active = new List<string>();
        foreach (var extension in capabilities.Extensions)
        {
            if (requested.Contains(extension.Uri, StringComparer.Ordinal))
            {
                active.Add(extension.Uri);
            }
            else if (extension.Required)
            {
                throw new AgentException(AgentError.ExtensionSupportRequired,
                    $"This agent requires the extension {extension.Uri}; ask for it with '{CallContext.ExtensionsParameter}: {extension.Uri}'.");
            }
        }

        return active;
    }
}
