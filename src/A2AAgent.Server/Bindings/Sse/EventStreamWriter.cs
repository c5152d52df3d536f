using A2AAgent.Protocol;
using A2AAgent.Server.Bindings.Http;
using A2AAgent.Server.Execution;
using A2AAgent.Server.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Bindings.Sse;

/// <summary>Answers requests with Server-Sent Events, each flushed at once, with comments while nothing happens.</summary>
/// <param name="heartbeat">The pause after which a comment is sent.</param>
/// <param name="time">Measures the pause.</param>
/// <param name="draining">Ends streams that hold up the end of the process.</param>
/// <param name="logger">Told of clients that are disconnected.</param>
internal sealed class EventStreamWriter(TimeSpan heartbeat, TimeProvider time, Draining draining, ILogger<EventStreamWriter> logger)
{
    /// <summary>Writes the stream until it ends or the client is gone.</summary>
    /// <param name="http">The request; its response has not started.</param>
    /// <param name="events">The events. Disposed of at the end when it can be.</param>
    /// <param name="prefix">What stands before each event's JSON.</param>
    /// <param name="suffix">What stands after each event's JSON.</param>
    /// <param name="format">The form of the events; null for the protocol's own.</param>
    public async Task WriteAsync(
        HttpContext http, IAsyncEnumerable<StreamEvent> events, ReadOnlyMemory<byte> prefix, ReadOnlyMemory<byte> suffix, IEventFormat? format = null)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        using var subscription = events as TaskSubscription;
        try
        {
            Begin(http);
            await using var enumerator = events.GetAsyncEnumerator(ending.Token);
            var stream = new EventStream(http.Response.BodyWriter, heartbeat, time, new StreamFlush(http, subscription, draining, time, logger), ending.Token);
            try
            {
                while (await stream.NextAsync(enumerator)
                    && await stream.WriteAsync(format?.ToUtf8Json(enumerator.Current) ?? enumerator.Current.ToUtf8Json(), prefix, suffix)
                    && format?.IsLast(enumerator.Current) is not true)
                {
                }
            }
            finally
            {
                await ending.CancelAsync();
                await stream.SettleAsync();
            }
        }
        catch (Exception e) when (http.RequestAborted.IsCancellationRequested && e is OperationCanceledException or IOException)
        {
            // The client has gone; its task goes on.
        }
    }

    private static void Begin(HttpContext http)
    {
        var response = http.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = MediaTypes.EventStream;
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }
}
