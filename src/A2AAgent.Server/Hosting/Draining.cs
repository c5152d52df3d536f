using A2AAgent.Protocol;

namespace A2AAgent.Server.Hosting;

/// <summary>Whether the process is shutting down.</summary>
internal sealed class Draining
{
    private volatile bool _leaving;
    private volatile bool _active;
    private volatile bool _ended;

    /// <summary>Not to be given work any more; what comes all the same is taken.</summary>
    public bool Leaving => _leaving;

    public bool Active => _active;

    public bool HasEnded => _ended;

    public void Leave() => _leaving = true;

    /// <summary>New messages are turned away from now on.</summary>
    public void Begin() => _active = _leaving = true;

    /// <summary>Streams end from now on.</summary>
    public void End() => _ended = true;

    /// <exception cref="AgentException">The process is about to end: a new stream would be cut at once.</exception>
    public void ThrowIfEnded()
    {
        if (_ended)
        {
            ThrowIfDraining();
        }
    }

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
