using Microsoft.Extensions.Logging;

namespace A2AAgent.Telemetry.Pipeline;

/// <summary>Hands the application's log to the pipeline.</summary>
internal sealed class OtlpLoggerProvider(TelemetryPipeline pipeline) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => pipeline.Loggers.CreateLogger(categoryName);

    /// <summary>The loggers are the pipeline's.</summary>
    public void Dispose()
    {
    }
}
