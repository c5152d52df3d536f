using System.Diagnostics.Metrics;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Server.Diagnostics.Metrics;

/// <summary>
/// What is measured of calls. Each binding measures its own, around everything that it does for a call: one that is refused before its
/// operation begins counts as well, and a stream lasts as long as it is written.
/// </summary>
internal sealed class OperationMetrics(IMeterFactory meters, TimeProvider time)
{
    private readonly Histogram<double> _duration = meters.Create(TelemetryNames.Meter).CreateHistogram(
        TelemetryNames.OperationDuration, "s", "Calls of operations, from the request to the end of the answer or stream", tags: null, Buckets.Calls);

    /// <summary>How a call ended of which nothing else is known: what went wrong after its answer had begun.</summary>
    public static string Fault => AgentError.Internal.Reason;

    /// <summary>How a call ended that its client has left.</summary>
    public static string Left { get; } = GrpcStatus.Canceled.ToWireName();

    /// <summary>The moment at which a call began, to be handed to <see cref="End"/>; 0 while nobody listens.</summary>
    public long Begin() => _duration.Enabled ? time.GetTimestamp() : 0;

    /// <summary>Measures a call.</summary>
    /// <param name="began">When it began.</param>
    /// <param name="http">The call.</param>
    /// <param name="binding">How it came.</param>
    /// <param name="operation">What is called; null when it is not known, or there is no such operation.</param>
    /// <param name="error">Why it failed, in a word of ours; null when it did not.</param>
    public void End(long began, HttpContext http, string binding, string? operation, string? error)
    {
        if (began == 0)
        {
            return;
        }

        var seconds = time.GetElapsedTime(began).TotalSeconds;
        KeyValuePair<string, object?> method = new(TelemetryNames.Method, operation ?? TelemetryNames.Other), by = new(TelemetryNames.Binding, binding);
        if ((error ?? (http.RequestAborted.IsCancellationRequested ? Left : null)) is { } failure)
        {
            _duration.Record(seconds, method, by, new KeyValuePair<string, object?>(TelemetryNames.ErrorType, failure));
        }
        else
        {
            _duration.Record(seconds, method, by);
        }
    }
}
