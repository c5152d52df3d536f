namespace A2AAgent.Telemetry;

/// <summary>What is exported beside the agent's own telemetry.</summary>
public sealed class AgentTelemetryOptions
{
    /// <summary>Names of further activity sources whose spans are exported, for example <c>Npgsql</c> or <c>System.Net.Http</c>; a <c>*</c> stands for any text.</summary>
    public IList<string> Sources { get; } = [];

    /// <summary>Names of further meters whose metrics are exported, for example <c>System.Runtime</c>; a <c>*</c> stands for any text.</summary>
    public IList<string> Meters { get; } = [];
}
