namespace A2AAgent.Client.Auth;

/// <summary>A secret, from wherever it is kept.</summary>
/// <remarks>Thread-safe. Its text never contains the secret.</remarks>
public abstract class Secret
{
    private protected Secret()
    {
    }

    /// <summary>A secret that does not change.</summary>
    /// <param name="value">The secret.</param>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public static Secret Of(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return new DelegateSecret(_ => new(value));
    }

    /// <summary>A secret in a file, such as a mounted Kubernetes Secret, without the white space around it. It is read again every 10 seconds and when it was refused.</summary>
    /// <param name="path">The file, of 64 KiB at most.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public static Secret FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new FileSecret(path);
    }

    /// <summary>A secret that is asked for with every call, and again when it was refused.</summary>
    /// <param name="provider">Gives it; safe for concurrent use.</param>
    public static Secret From(Func<CancellationToken, ValueTask<string>> provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return new DelegateSecret(provider);
    }

    /// <inheritdoc/>
    public sealed override string ToString() => "(secret)";

    /// <param name="fresh">True when the one before was refused.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="AgentCredentialException">It cannot be had.</exception>
    internal abstract ValueTask<string> GetAsync(bool fresh, TimeProvider time, CancellationToken cancellationToken);

    private sealed class DelegateSecret(Func<CancellationToken, ValueTask<string>> provider) : Secret
    {
        internal override async ValueTask<string> GetAsync(bool fresh, TimeProvider time, CancellationToken cancellationToken) =>
            await provider(cancellationToken).ConfigureAwait(false) is { Length: > 0 } value ? value : throw new AgentCredentialException("the provider of the secret gave none");
    }
}
