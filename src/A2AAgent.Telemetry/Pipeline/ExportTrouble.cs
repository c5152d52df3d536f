using System.Collections.Concurrent;
using A2AAgent.Telemetry.Diagnostics;
using A2AAgent.Telemetry.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Exporter;

namespace A2AAgent.Telemetry.Pipeline;

/// <summary>Says in the log that a collector does not take what is sent, which the SDK does not: once, until it does again.</summary>
internal sealed class ExportTrouble
{
    /// <summary>What is in trouble: a collector that cannot be reached, or one of its addresses, since it may take one signal and not another.</summary>
    private readonly ConcurrentDictionary<string, bool> _isInTrouble = new(StringComparer.Ordinal);

    /// <summary>Where to say it; null until the application has started.</summary>
    public ILogger? Logger { get; set; }

    /// <summary>Looks at what an exporter is answered.</summary>
    /// <param name="options">The exporter's options.</param>
    /// <param name="configuration">With certificates of its own, the exporter makes its connections itself.</param>
    public void Watch(OtlpExporterOptions options, IConfiguration configuration)
    {
        if (configuration["OTEL_EXPORTER_OTLP_CERTIFICATE"] is not (null or "") || configuration["OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE"] is not (null or ""))
        {
            return;
        }

        // The exporter decodes the list before it takes it apart, and fails where a value has a comma.
        var headers = HeaderList.Read(options.Headers ?? "");
        var timeout = TimeSpan.FromMilliseconds(options.TimeoutMilliseconds);
        options.Headers = null;
        options.HttpClientFactory = () => Client(timeout, headers);
    }

    private HttpClient Client(TimeSpan timeout, IReadOnlyList<(string Name, string Value)> headers)
    {
        var client = new HttpClient(new WatchedHandler(this), disposeHandler: true) { Timeout = timeout };
        foreach (var (name, value) in headers)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }

        return client;
    }

    /// <param name="collector">The collector, or one of its addresses.</param>
    public void Succeeded(string collector)
    {
        if (_isInTrouble.TryUpdate(collector, newValue: false, comparisonValue: true) && Logger is { } logger)
        {
            TelemetryLog.Recovered(logger, collector);
        }
    }

    /// <param name="collector">The collector, or one of its addresses.</param>
    /// <param name="problem">What is wrong.</param>
    public void Failed(string collector, string problem)
    {
        if (Logger is { } logger && (_isInTrouble.TryAdd(collector, value: true) || _isInTrouble.TryUpdate(collector, newValue: true, comparisonValue: false)))
        {
            TelemetryLog.NotExported(logger, collector, problem);
        }
    }
}
