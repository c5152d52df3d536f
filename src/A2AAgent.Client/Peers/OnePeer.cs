namespace A2AAgent.Client.Peers;

/// <summary>One agent at a known address.</summary>
internal sealed class OnePeer(AgentPeer peer) : IPeers
{
    private readonly AgentPeer[] _peers = [peer];

    public string Name => peer.Name;

    public AgentPeer? Only => peer;

    public ValueTask<IReadOnlyList<AgentPeer>> GetAsync(string operation, CancellationToken cancellationToken) => new(_peers);

    public void Prefer(AgentPeer peer)
    {
    }

    public void Dispose() => peer.Dispose();
}
