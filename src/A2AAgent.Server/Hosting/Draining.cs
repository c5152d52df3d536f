using A2AAgent.Protocol;

namespace A2AAgent.Server.Hosting;

/// <summary>Whether the process is shutting down.</summary>
internal sealed class Draining
{
    private volatile bool _active;

    public bool Active => _active;

    public void Begin() => _active = true;

    /// <exception cref="AgentException">The process is shutting down.</exception>
    public void ThrowIfDraining()
    {
        if (_active)
        {
            throw new AgentException(AgentError.Unavailable, "The agent is shutting down; send the message again, and another replica will take it.")
            {
                RetryAfter = TimeSpan.FromSeconds(1),
            };
        }
    }
}
