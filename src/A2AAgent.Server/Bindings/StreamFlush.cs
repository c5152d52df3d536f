using System.IO.Pipelines;
using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Execution;
using A2AAgent.Server.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Bindings;

/// <summary>Sends what was written to a stream. It waits for a client that does not read, until waiting has become pointless.</summary>
/// <param name="http">The request that the stream answers.</param>
/// <param name="subscription">Where the events come from, or null.</param>
/// <param name="draining">Ends streams that hold up the end of the process.</param>
/// <param name="time">Measures the wait.</param>
/// <param name="logger">Told of clients that are disconnected.</param>
internal sealed class StreamFlush(HttpContext http, TaskSubscription? subscription, Draining draining, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan LongestStall = TimeSpan.FromSeconds(1);

    /// <param name="longestStall">How long to wait before it is asked again whether waiting is worthwhile; a second at most.</param>
    /// <param name="cancellationToken">Canceled when the stream ends.</param>
    public ValueTask<FlushResult> FlushAsync(TimeSpan longestStall, CancellationToken cancellationToken)
    {
        var flush = http.Response.BodyWriter.FlushAsync(cancellationToken);
        return flush.IsCompleted
            ? flush
            : new ValueTask<FlushResult>(StalledAsync(flush.AsTask(), longestStall < LongestStall ? longestStall : LongestStall, cancellationToken));
    }

    private async Task<FlushResult> StalledAsync(Task<FlushResult> flush, TimeSpan interval, CancellationToken cancellationToken)
    {
        while (await Task.WhenAny(flush, Task.Delay(interval, time, cancellationToken)) != flush && !ShouldDrop())
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return await flush;
    }

    private bool ShouldDrop()
    {
        var drop = draining.HasEnded || subscription?.HasFallenBehind is true;
        if (drop)
        {
            Log.SubscriberTooSlow(logger, subscription?.Live.Key.Id ?? "");
            http.Abort();
        }

        return drop;
    }
}
