using System.Diagnostics;
using System.Globalization;

namespace A2AAgent.Load.Client;

/// <summary>Some seconds of calls, on a number of connections, one after the other on each.</summary>
internal sealed class Block(int connections, TimeSpan length)
{
    private readonly long[] _ticks = new long[1 << 20];
    private int _calls;
    private long _end;

    /// <summary>Calls/s, p50 and p99 in microseconds, and of this process, for a call, CPU time in microseconds and allocated bytes.</summary>
    public async Task<string> RunAsync(IExchange exchange)
    {
        var (cpu, bytes, began) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true), Stopwatch.GetTimestamp());
        _end = began + (long)(length.TotalSeconds * Stopwatch.Frequency);
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => CallAsync(exchange))));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        (cpu, bytes) = (Environment.CpuUsage.TotalTime - cpu, GC.GetTotalAllocatedBytes(precise: true) - bytes);
        var sorted = _ticks.AsSpan(0, Math.Min(_calls, _ticks.Length));
        sorted.Sort();
        return string.Create(CultureInfo.InvariantCulture,
            $"{_calls / seconds:0.0} {Microseconds(sorted[sorted.Length / 2]):0.00} {Microseconds(sorted[(int)(0.99 * (sorted.Length - 1))]):0.00} {cpu.TotalMicroseconds / _calls:0.000} {(double)bytes / _calls:0.0}");
    }

    private async Task CallAsync(IExchange exchange)
    {
        for (long began; (began = Stopwatch.GetTimestamp()) < _end;)
        {
            await exchange.CallAsync().ConfigureAwait(false);
            _ticks[(Interlocked.Increment(ref _calls) - 1) & (_ticks.Length - 1)] = Stopwatch.GetTimestamp() - began;
        }
    }

    private static double Microseconds(long ticks) => ticks * 1e6 / Stopwatch.Frequency;
}
