namespace A2AAgent.Client.Peers;

/// <summary>The agents that a client may call.</summary>
internal interface IPeers : IDisposable
{
    /// <summary>What errors, logs and traces call them.</summary>
    string Name { get; }

    /// <summary>The agent, when there can be no other; else null.</summary>
    AgentPeer? Only { get; }

    /// <summary>The agents, the one to call first.</summary>
    /// <exception cref="RemoteAgentException">There is none.</exception>
    ValueTask<IReadOnlyList<AgentPeer>> GetAsync(string operation, CancellationToken cancellationToken);

    /// <summary>This one answered: calls about its tasks go to it.</summary>
    void Prefer(AgentPeer peer);
}
