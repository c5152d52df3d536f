using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using A2AAgent.Protocol.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Diagnostics;

/// <summary>What one agent measures, as any listener of its meter hears it: also when nobody can ask the agent any more.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly ConcurrentQueue<(string Instrument, double Value, KeyValuePair<string, object?>[] Tags)> _all = new();
    private readonly MeterListener _listener = new();

    public Measurements(IServiceProvider services)
    {
        var meters = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == TelemetryNames.Meter && instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _all.Enqueue((instrument.Name, value, tags.ToArray())));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => _all.Enqueue((instrument.Name, value, tags.ToArray())));
        _listener.Start();
    }

    /// <summary>How often an instrument measured something under these tags and no others.</summary>
    public int Count(string instrument, params (string Name, string Value)[] tags) => _all.Count(one => one.Instrument == instrument
        && one.Tags.Length == tags.Length && tags.All(tag => one.Tags.Any(other => other.Key == tag.Name && (string?)other.Value == tag.Value)));

    /// <summary>The sum of what an instrument that is asked says now.</summary>
    public double Look(string instrument)
    {
        _all.Clear();
        _listener.RecordObservableInstruments();
        return _all.Where(one => one.Instrument == instrument).Sum(static one => one.Value);
    }

    public void Dispose() => _listener.Dispose();
}
