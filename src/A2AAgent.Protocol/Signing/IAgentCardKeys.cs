namespace A2AAgent.Protocol.Signing;

/// <summary>Where the public keys come from with which Agent Cards are verified.</summary>
public interface IAgentCardKeys
{
    /// <summary>Finds the keys that may have made a signature. Revoked and expired keys are not to be among them.</summary>
    /// <param name="reference">The key that the signature names. Nobody has verified it yet.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The keys; none when the key is unknown or not trusted.</returns>
    /// <exception cref="InvalidDataException">The keys cannot be had now. Its text is said of this signature, and the next one is looked at.</exception>
    ValueTask<IReadOnlyList<JsonWebKey>> FindAsync(AgentCardKeyReference reference, CancellationToken cancellationToken);
}

/// <summary>The key that a signature says it was made with.</summary>
/// <param name="KeyId">The name of the key (<c>kid</c>).</param>
/// <param name="KeysUrl">Where its public half is said to be (<c>jku</c>), or null.</param>
/// <param name="Algorithm">The algorithm (<c>alg</c>).</param>
public sealed record AgentCardKeyReference(string KeyId, string? KeysUrl, JwsAlgorithm Algorithm);
