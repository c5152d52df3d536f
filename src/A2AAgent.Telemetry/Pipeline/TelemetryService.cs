using A2AAgent.Telemetry.Diagnostics;
using A2AAgent.Telemetry.Settings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Telemetry.Pipeline;

/// <summary>Begins to export before the first request, and sends the rest when everything else has ended.</summary>
internal sealed class TelemetryService(TelemetryPipeline pipeline, OtlpSettings settings, ExportTrouble trouble, ILogger<TelemetryService> logger) : IHostedLifecycleService
{
    /// <summary>Less than what hosts add to the time that the agent may take to end.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        trouble.Logger = logger;
        foreach (var warning in settings.Warnings)
        {
            TelemetryLog.WrongVariable(logger, warning);
        }

        foreach (var (signal, target) in settings.Targets)
        {
            TelemetryLog.Exporting(logger, signal, target.Endpoint.GetLeftPart(UriPartial.Path), target.Protocol);
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => pipeline.EndAsync(Longest);
}
