using OpenTelemetry.Exporter;

namespace A2AAgent.Telemetry.Settings;

/// <summary>Where a signal is sent, and how.</summary>
/// <param name="Endpoint">The whole address.</param>
/// <param name="Protocol">How the messages are carried.</param>
/// <param name="Headers">What goes with every request, as the variable has it; may hold credentials.</param>
/// <param name="TimeoutMilliseconds">How long a request may take, or null for the exporter's default.</param>
/// <param name="Compression">Whether messages are compressed.</param>
internal sealed record OtlpTarget(Uri Endpoint, OtlpExportProtocol Protocol, string? Headers, int? TimeoutMilliseconds, OtlpExportCompression Compression)
{
    public void Apply(OtlpExporterOptions options)
    {
        (options.Endpoint, options.Protocol, options.Compression) = (Endpoint, Protocol, Compression);
        if (Headers is not null)
        {
            options.Headers = Headers;
        }

        if (TimeoutMilliseconds is { } timeout)
        {
            options.TimeoutMilliseconds = timeout;
        }
    }
}
