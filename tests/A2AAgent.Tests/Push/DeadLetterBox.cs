using System.Diagnostics.Metrics;
using System.Threading.Channels;
using A2AAgent.Protocol.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Push;

/// <summary>The dead letters of one agent, as its metric counts them.</summary>
internal sealed class DeadLetterBox : IDisposable
{
    private readonly Channel<(string Reason, long Count)> _letters = Channel.CreateUnbounded<(string, long)>();
    private readonly MeterListener _listener = new();
    private long _total;

    public DeadLetterBox(IServiceProvider services)
    {
        var meters = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == TelemetryNames.PushDeadLetters && instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            Interlocked.Add(ref _total, count);
            _letters.Writer.TryWrite(((string)tags[0].Value!, count));
        });
        _listener.Start();
    }

    public long Total => Interlocked.Read(ref _total);

    /// <summary>Waits until so many events have been given up; says why, for each time that some were.</summary>
    public async Task<IReadOnlyList<string>> UntilAsync(long total)
    {
        var reasons = new List<string>();
        for (var seen = 0L; seen < total;)
        {
            var (reason, count) = await _letters.Reader.ReadAsync(TestContext.Current.CancellationToken);
            reasons.Add(reason);
            seen += count;
        }

        return reasons;
    }

    /// <summary>Waits until so many events have been given up since the beginning.</summary>
    public async Task UntilTotalAsync(long total)
    {
        while (Total < total)
        {
            await _letters.Reader.ReadAsync(TestContext.Current.CancellationToken);
        }
    }

    public void Dispose() => _listener.Dispose();
}
