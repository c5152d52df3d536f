namespace A2AAgent.Server.Configuration;

/// <summary>Limits of requests and streams.</summary>
public sealed class LimitOptions
{
    /// <summary>The largest request body, in bytes. Default: 4 MiB.</summary>
    public int RequestBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>How deep JSON may be nested, 1 to 128. Default: 64.</summary>
    public int JsonDepth { get; set; } = 64;

    /// <summary>How many calls a caller may make. Default: no limit.</summary>
    public RateOptions Rate { get; set; } = new();

    /// <summary>How many connections may be open. Default: 10,000.</summary>
    public int Connections { get; set; } = 10_000;

    /// <summary>The pause in a stream after which a comment is sent to keep it open. Default: 15 seconds.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long the agent goes on as before after SIGTERM, but not ready, so that load balancers notice. Where the orchestrator waits before it
    /// sends the signal (<c>preStop</c>), this is not needed. Default: 0.
    /// </summary>
    public TimeSpan ShutdownDelay { get; set; }

    /// <summary>How long running tasks may go on after SIGTERM before they are failed. Default: 25 seconds.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(25);
}
