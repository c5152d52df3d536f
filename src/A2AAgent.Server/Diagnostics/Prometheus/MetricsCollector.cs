using System.Diagnostics.Metrics;
using A2AAgent.Protocol.Diagnostics;

namespace A2AAgent.Server.Diagnostics.Prometheus;

/// <summary>
/// Counts what is measured, for Prometheus to read. Written here, in place of the exporter that OpenTelemetry has: it counts without
/// allocating, brings a tenth to a native binary, and needs no package.
/// </summary>
/// <remarks>
/// It listens from the start of the agent, not from the first time that it is read: what happens before that counts, and a counter that
/// begins late would show its first reading as a jump.
/// </remarks>
internal sealed class MetricsCollector : IDisposable
{
    private readonly IMeterFactory _meters;
    private readonly MeterListener _listener = new();
    private readonly Lock _reading = new();
    private readonly List<Metric> _metrics = [];

    public MetricsCollector(IMeterFactory meters)
    {
        _meters = meters;
        _listener.InstrumentPublished = Publish;
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, metric) => ((Metric)metric!).Measure(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, metric) => ((Metric)metric!).Measure(value, tags));
        _listener.Start();
    }

    /// <summary>Writes everything as it is now.</summary>
    public void Write(ExpositionText text)
    {
        lock (_reading)
        {
            Metric[] metrics;
            lock (_metrics)
            {
                metrics = [.. _metrics];
            }

            Array.ForEach(metrics, static metric => metric.BeginLook());
            _listener.RecordObservableInstruments();
            Array.ForEach(metrics, metric => metric.Write(text));
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Publish(Instrument instrument, MeterListener listener)
    {
        if (!IsWanted(instrument))
        {
            return;
        }

        var metric = new Metric(instrument);
        lock (_metrics)
        {
            _metrics.Add(metric);
        }

        listener.EnableMeasurementEvents(instrument, metric);
    }

    /// <summary>Of this application alone: a process can have several, and a listener hears of all. Clients are not an application's; theirs are the process's.</summary>
    private bool IsWanted(Instrument instrument) => instrument.Meter.Scope is null
        ? instrument.Meter.Name is TelemetryNames.Client or TelemetryNames.Mcp
        : ReferenceEquals(instrument.Meter.Scope, _meters) && (instrument.Meter.Name == TelemetryNames.Meter || instrument.Name == "kestrel.active_connections");
}
