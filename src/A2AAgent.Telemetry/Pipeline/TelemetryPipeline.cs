using A2AAgent.Protocol.Diagnostics;
using A2AAgent.Server.Operations;
using A2AAgent.Telemetry.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace A2AAgent.Telemetry.Pipeline;

/// <summary>OpenTelemetry's SDK as the settings want it.</summary>
internal sealed class TelemetryPipeline : IDisposable
{
    private readonly OpenTelemetrySdk _sdk;

    public TelemetryPipeline(OtlpSettings settings, AgentTelemetryOptions options, IConfiguration configuration, ExportTrouble trouble, AgentDefinition? agent = null)
    {
        _sdk = OpenTelemetrySdk.Create(builder =>
        {
            // The SDK would look at the environment alone.
            builder.Services.AddSingleton(configuration);
            builder.ConfigureResource(resource => Describe(resource, agent));
            if (settings.Targets.TryGetValue(OtlpSignal.Traces, out var traces))
            {
                builder.WithTracing(tracing => tracing
                    .AddSource([TelemetryNames.Meter, TelemetryNames.Client, TelemetryNames.Mcp, .. options.Sources])
                    .AddOtlpExporter(exporter => Apply(exporter, traces)));
            }

            if (settings.Targets.TryGetValue(OtlpSignal.Metrics, out var metrics))
            {
                builder.WithMetrics(metering => metering
                    .AddMeter([TelemetryNames.Meter, TelemetryNames.Client, TelemetryNames.Mcp, .. options.Meters])
                    .AddOtlpExporter(exporter => Apply(exporter, metrics)));
            }

            if (settings.Targets.TryGetValue(OtlpSignal.Logs, out var logs))
            {
                // The application's own levels have been applied to what comes here.
                builder.Services.AddLogging(static logging => logging.SetMinimumLevel(LogLevel.Trace));
                builder.WithLogging(logging => logging.AddOtlpExporter(exporter => Apply(exporter, logs)), static logging => logging.IncludeFormattedMessage = true);
            }
        });

        void Apply(OtlpExporterOptions exporter, OtlpTarget target)
        {
            target.Apply(exporter);
            trouble.Watch(exporter, configuration);
        }
    }

    public ILoggerFactory Loggers => _sdk.GetLoggerFactory();

    /// <summary>Sends what waits, within the limit, and ends.</summary>
    /// <param name="limit">How long it may take.</param>
    public Task EndAsync(TimeSpan limit)
    {
        var milliseconds = (int)limit.TotalMilliseconds;
        return Task.WhenAll(
            Task.Run(() => _sdk.LoggerProvider.Shutdown(milliseconds)),
            Task.Run(() => _sdk.TracerProvider.Shutdown(milliseconds)),
            Task.Run(() => _sdk.MeterProvider.Shutdown(milliseconds)));
    }

    public void Dispose() => _sdk.Dispose();

    /// <summary>What the variables say comes last, and so it counts.</summary>
    private static void Describe(ResourceBuilder resource, AgentDefinition? agent)
    {
        if (agent is not null)
        {
            resource.AddService(agent.Card.Name, serviceVersion: agent.Card.Version).AddEnvironmentVariableDetector();
        }
    }
}
