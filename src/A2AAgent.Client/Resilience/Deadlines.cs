using System.Collections.Concurrent;

namespace A2AAgent.Client.Resilience;

/// <summary>Tokens that are canceled after a time, or when the caller cancels. Their sources are used again, each with its timer.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class Deadlines(TimeProvider time)
{
    private const int MostKept = 64;

    private readonly ConcurrentQueue<CancellationTokenSource> _kept = new();

    /// <summary>Begins to count; disposing ends it.</summary>
    public Deadline Set(TimeSpan after, CancellationToken cancellationToken)
    {
        if (_kept.TryDequeue(out var source))
        {
            source.CancelAfter(after);
        }
        else
        {
            source = new CancellationTokenSource(after, time);
        }

        return new Deadline(this, source, cancellationToken);
    }

    private void Return(CancellationTokenSource source)
    {
        // A source keeps the clock it was made with, but only the system's can be wound up again.
        if (time == TimeProvider.System && _kept.Count < MostKept && source.TryReset())
        {
            _kept.Enqueue(source);
        }
        else
        {
            source.Dispose();
        }
    }

    internal readonly struct Deadline : IDisposable
    {
        private readonly Deadlines _deadlines;
        private readonly CancellationTokenSource _source;
        private readonly CancellationTokenRegistration _caller;

        public Deadline(Deadlines deadlines, CancellationTokenSource source, CancellationToken caller)
        {
            (_deadlines, _source) = (deadlines, source);
            _caller = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), source);
        }

        public CancellationToken Token => _source.Token;

        public bool IsOver => _source.IsCancellationRequested;

        public void Dispose()
        {
            _caller.Dispose();
            _deadlines.Return(_source);
        }
    }
}
