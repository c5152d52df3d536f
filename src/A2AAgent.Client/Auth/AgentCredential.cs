namespace A2AAgent.Client.Auth;

/// <summary>A credential for one kind of security scheme: one of the sealed classes that derive from this one.</summary>
public abstract class AgentCredential
{
    private protected AgentCredential()
    {
    }

    /// <summary>The name of the scheme in agents' cards that it is for; null for every scheme of its kind.</summary>
    public string? Scheme { get; init; }

    /// <summary>What it is called in errors.</summary>
    internal abstract string Kind { get; }

    /// <summary>True when it satisfies a scheme.</summary>
    internal bool Satisfies(string name, SecurityScheme scheme) => (Scheme is null || Scheme == name) && Fits(scheme);

    /// <summary>Adds it to a request.</summary>
    /// <exception cref="AgentCredentialException">It cannot be had.</exception>
    internal abstract ValueTask ApplyAsync(HttpRequestMessage request, NeededCredential needed, TimeProvider time, CancellationToken cancellationToken);

    /// <summary>Hears that it was refused.</summary>
    /// <returns>True when there is another one now.</returns>
    internal abstract ValueTask<bool> RenewAsync(HttpRequestMessage refused, NeededCredential needed, TimeProvider time, CancellationToken cancellationToken);

    private protected abstract bool Fits(SecurityScheme scheme);

    /// <summary>Remembers what a request carries, to tell a new credential from the refused one.</summary>
    private protected static void Note(HttpRequestMessage request, NeededCredential needed, string value) => request.Options.Set(Key(needed), value);

    /// <summary>What a refused request carried.</summary>
    private protected static string? Noted(HttpRequestMessage request, NeededCredential needed) => request.Options.TryGetValue(Key(needed), out var value) ? value : null;

    private static HttpRequestOptionsKey<string> Key(NeededCredential needed) => new($"A2AAgent.Credential.{needed.Name}");
}

/// <summary>A credential in its place: the scheme that it is for, and what the agent wants of it.</summary>
/// <param name="Name">The scheme's name in the card.</param>
/// <param name="Scheme">The scheme.</param>
/// <param name="Scopes">The scopes that the card requires.</param>
/// <param name="Credential">What satisfies it.</param>
internal sealed record NeededCredential(string Name, SecurityScheme Scheme, IReadOnlyList<string> Scopes, AgentCredential Credential);
