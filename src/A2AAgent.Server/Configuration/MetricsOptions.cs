namespace A2AAgent.Server.Configuration;

/// <summary>How what is measured can be read.</summary>
public sealed class MetricsOptions
{
    /// <summary>
    /// Whether the agent counts for itself and gives the figures to Prometheus, at <c>/metrics</c> of the management port. Default: true. Without it, what
    /// is measured is there for those who listen to the meter <c>A2AAgent.Server</c>.
    /// </summary>
    public bool Prometheus { get; set; } = true;
}
