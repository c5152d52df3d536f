using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Diagnostics.Tracing;

/// <summary>
/// Says so when a collector is named that no trace goes to: somebody may count on it. Once everything has started, since whoever listens may be
/// built as late as that.
/// </summary>
internal sealed class UnsentTraces(ServerSpans spans, IConfiguration configuration, ILogger<UnsentTraces> logger) : IHostedLifecycleService
{
    private static readonly string[] Endpoints = ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT"];

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!spans.AreOn && AreWanted() && Array.Find(Endpoints, name => Text(name).Length > 0) is { } endpoint)
        {
            Log.TracesAreNotSent(logger, endpoint);
        }

        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Another exporter than that of OTLP is none either: the variables are shared with other software.</summary>
    private bool AreWanted()
    {
        var exporters = Text("OTEL_TRACES_EXPORTER").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return !string.Equals(Text("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase)
            && (exporters.Length == 0 || (exporters.Contains("otlp", StringComparer.Ordinal) && !exporters.Contains("none", StringComparer.Ordinal)));
    }

    private string Text(string name) => configuration[name]?.Trim() ?? "";
}
