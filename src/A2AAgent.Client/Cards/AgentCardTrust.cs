using A2AAgent.Protocol.Signing;

namespace A2AAgent.Client.Cards;

/// <summary>What makes an Agent Card one to believe: it says where calls, and the credentials in them, go.</summary>
public sealed class AgentCardTrust
{
    private AgentCardTrust(AgentCardVerifier? verifier) => Verifier = verifier;

    /// <summary>The connection alone: whatever the address answers. Good for addresses with TLS and inside a mesh.</summary>
    public static AgentCardTrust Transport { get; } = new(null);

    internal AgentCardVerifier? Verifier { get; }

    /// <summary>A valid signature by a trusted key (specification, section 8.4.3); a card without one is refused.</summary>
    /// <param name="verifier">Verifies it.</param>
    public static AgentCardTrust SignedBy(AgentCardVerifier verifier)
    {
        ArgumentNullException.ThrowIfNull(verifier);
        return new(verifier);
    }

    /// <summary>A valid signature by a key of one of these sets, which signatures name (<c>jku</c>); a card without one is refused.</summary>
    /// <param name="keySets">The addresses of the sets: https, or http on loopback.</param>
    public static AgentCardTrust SignedByKeysAt(params IReadOnlyList<Uri> keySets)
    {
        ArgumentNullException.ThrowIfNull(keySets);
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2) });
        return SignedBy(new RemoteKeySets(http, keySets.Contains));
    }

    /// <summary>A valid signature by one of these keys; a card without one is refused.</summary>
    /// <param name="keys">The trusted keys.</param>
    public static AgentCardTrust SignedBy(IAgentCardKeys keys) => SignedBy(new AgentCardVerifier(keys));
}
