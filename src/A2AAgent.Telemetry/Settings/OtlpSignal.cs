namespace A2AAgent.Telemetry.Settings;

/// <summary>What is exported.</summary>
internal enum OtlpSignal
{
    Traces,
    Metrics,
    Logs,
}
