using System.Buffers;
using System.IO.Pipelines;
using A2AAgent.Protocol;

namespace A2AAgent.Server.Bindings.Sse;

/// <summary>One response of Server-Sent Events.</summary>
/// <param name="output">Where to.</param>
/// <param name="heartbeat">The pause after which a comment is sent.</param>
/// <param name="time">Measures the pause.</param>
/// <param name="flush">Sends what was written.</param>
/// <param name="cancellationToken">Canceled when the stream ends.</param>
internal sealed class EventStream(PipeWriter output, TimeSpan heartbeat, TimeProvider time, StreamFlush flush, CancellationToken cancellationToken)
{
    private long _written = time.GetTimestamp();
    private Task<bool>? _next;
    private Task _pause = Task.Delay(heartbeat, time, cancellationToken);

    /// <summary>Waits for the next event, with comments meanwhile; false at the end.</summary>
    public ValueTask<bool> NextAsync(IAsyncEnumerator<StreamEvent> events)
    {
        var next = events.MoveNextAsync();
        return next.IsCompleted ? next : new ValueTask<bool>(AwaitAsync(_next = next.AsTask()));
    }

    /// <summary>Waits for a move that was canceled under way: an enumerator cannot be disposed of before it is over.</summary>
    public async ValueTask SettleAsync()
    {
        if (_next is not null)
        {
            await ((Task)_next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Writes an event and flushes it; false when the client is gone.</summary>
    public ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> json, ReadOnlyMemory<byte> prefix, ReadOnlyMemory<byte> suffix)
    {
        output.Write("data: "u8);
        output.Write(prefix.Span);
        output.Write(json.Span);
        output.Write(suffix.Span);
        output.Write("\n\n"u8);
        return FlushAsync();
    }

    private async Task<bool> AwaitAsync(Task<bool> next)
    {
        while (await Task.WhenAny(next, _pause) == _pause && !next.IsCompleted)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var idle = time.GetElapsedTime(_written);
            if (idle >= heartbeat)
            {
                output.Write(": keep-alive\n\n"u8);
                await FlushAsync();
                idle = TimeSpan.Zero;
            }

            _pause = Task.Delay(heartbeat - idle, time, cancellationToken);
        }

        return await next;
    }

    private async ValueTask<bool> FlushAsync()
    {
        var flushed = await flush.FlushAsync(heartbeat, cancellationToken);
        _written = time.GetTimestamp();
        return !flushed.IsCompleted;
    }
}
