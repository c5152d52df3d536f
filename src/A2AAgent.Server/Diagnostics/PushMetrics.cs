using System.Diagnostics.Metrics;
using A2AAgent.Protocol.Diagnostics;
using A2AAgent.Server.Diagnostics.Metrics;

namespace A2AAgent.Server.Diagnostics;

/// <summary>What is measured of push notifications.</summary>
internal sealed class PushMetrics
{
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _deadLetters;
    private long _pending;

    public PushMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(TelemetryNames.Meter);
        _duration = meter.CreateHistogram(TelemetryNames.PushDuration, "s", "Attempts to deliver an event to a webhook", tags: null, Buckets.Calls);
        _deadLetters = meter.CreateCounter<long>(TelemetryNames.PushDeadLetters, "{event}", "Events that were given up for a webhook");
        meter.CreateObservableUpDownCounter(TelemetryNames.PushPending, () => Pending, "{event}", "Events that wait for delivery or are under way");
        foreach (var reason in DeadLetters.All)
        {
            // Counters that come into being with their first event show no increase by it.
            DeadLetter(0, reason);
        }
    }

    public long Pending => Interlocked.Read(ref _pending);

    public void Queued(int count = 1) => Interlocked.Add(ref _pending, count);

    public void Settled(int count) => Interlocked.Add(ref _pending, -count);

    public void Attempted(TimeSpan duration, string outcome) =>
        _duration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>(TelemetryNames.Outcome, outcome));

    public void DeadLetter(int count, string reason) => _deadLetters.Add(count, new KeyValuePair<string, object?>(TelemetryNames.Reason, reason));
}
