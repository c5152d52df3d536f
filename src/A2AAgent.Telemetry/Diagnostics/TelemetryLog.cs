using A2AAgent.Telemetry.Settings;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Exporter;

namespace A2AAgent.Telemetry.Diagnostics;

/// <summary>Every log event of the export.</summary>
internal static partial class TelemetryLog
{
    [LoggerMessage(1, LogLevel.Information, "{Signal} are exported to {Endpoint} ({Protocol})")]
    public static partial void Exporting(ILogger logger, OtlpSignal signal, string endpoint, OtlpExportProtocol protocol);

    [LoggerMessage(2, LogLevel.Warning, "{Problem}")]
    public static partial void WrongVariable(ILogger logger, string problem);

    [LoggerMessage(3, LogLevel.Warning, "The collector at {Collector} does not take telemetry: {Problem}. What it misses is lost; this is said again when it has been back")]
    public static partial void NotExported(ILogger logger, string collector, string problem);

    [LoggerMessage(4, LogLevel.Information, "The collector at {Collector} takes telemetry again")]
    public static partial void Recovered(ILogger logger, string collector);
}
