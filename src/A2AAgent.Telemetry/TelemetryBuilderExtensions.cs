using A2AAgent.Protocol;
using A2AAgent.Telemetry;
using A2AAgent.Telemetry.Pipeline;
using A2AAgent.Telemetry.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace A2AAgent.Server;

/// <summary>Adds the export of telemetry to an application.</summary>
public static class TelemetryBuilderExtensions
{
    /// <summary>
    /// Sends traces, metrics and logs to an OpenTelemetry collector over OTLP, when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> or one of its variants for a
    /// single signal says where it is. Without them nothing is added.
    /// </summary>
    /// <remarks>
    /// The standard variables of OpenTelemetry apply, also as settings of the same names. <c>service.name</c> is the agent's name and
    /// <c>service.version</c> its version, unless the variables say otherwise.
    /// </remarks>
    /// <param name="builder">The application's builder.</param>
    /// <param name="configure">Names what else is to be exported, or null.</param>
    /// <exception cref="AgentConfigurationException">A variable has a value that cannot be used.</exception>
    public static TBuilder AddAgentTelemetry<TBuilder>(this TBuilder builder, Action<AgentTelemetryOptions>? configure = null)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        var settings = OtlpSettings.Read(builder.Configuration);
        if (settings.Targets.Count == 0 || builder.Services.Any(static service => service.ServiceType == typeof(OtlpSettings)))
        {
            return builder;
        }

        var options = new AgentTelemetryOptions();
        configure?.Invoke(options);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<ExportTrouble>();
        builder.Services.AddSingleton<TelemetryPipeline>();
        builder.Services.AddHostedService<TelemetryService>();
        if (settings.Targets.ContainsKey(OtlpSignal.Traces))
        {
            builder.Services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, QuietRequests>();
        }

        if (settings.Targets.ContainsKey(OtlpSignal.Logs))
        {
            builder.Services.AddSingleton<ILoggerProvider>(static provider => new OtlpLoggerProvider(provider.GetRequiredService<TelemetryPipeline>()));
        }

        return builder;
    }
}
