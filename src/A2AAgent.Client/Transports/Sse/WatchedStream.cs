using A2AAgent.Protocol.Streams;

namespace A2AAgent.Client.Transports.Sse;

/// <summary>A stream that fails when nothing comes for too long, and when one event becomes too large.</summary>
internal sealed class WatchedStream(Stream inner, TimeSpan idle, int maxEventBytes, TimeProvider time) : ReadOnlyStream(inner)
{
    private readonly CancellationTokenSource _silence = new(Timeout.InfiniteTimeSpan, time);
    private long _ofEvent;

    /// <summary>What is read from now on belongs to the next event.</summary>
    public void StartEvent() => _ofEvent = 0;

    /// <exception cref="TimeoutException">Nothing came for too long.</exception>
    /// <exception cref="InvalidDataException">The event is too large.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _silence.CancelAfter(idle);
        try
        {
            await using var left = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _silence).ConfigureAwait(false);
            var read = await Inner.ReadAsync(buffer, _silence.Token).ConfigureAwait(false);
            _silence.CancelAfter(Timeout.InfiniteTimeSpan);
            _ofEvent += read;
            return _ofEvent <= maxEventBytes ? read : throw new InvalidDataException($"an event of its stream is larger than the {maxEventBytes} bytes that are allowed");
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"its stream has brought nothing for {idle.TotalSeconds:0.###} s", e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _silence.Dispose();
        }

        base.Dispose(disposing);
    }
}
