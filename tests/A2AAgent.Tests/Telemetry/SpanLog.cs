using System.Collections.Concurrent;
using System.Diagnostics;
using A2AAgent.Protocol.Diagnostics;

namespace A2AAgent.Tests.Telemetry;

/// <summary>The spans of one trace that have ended, as any listener of the sources hears of them. Its caller is the parent of what a test calls.</summary>
internal sealed class SpanLog : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly ActivityListener _listener;

    /// <param name="sources">Other sources to listen to.</param>
    public SpanLog(params string[] sources)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is TelemetryNames.Meter || sources.Contains(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.TraceId == TraceId ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == TraceId)
                {
                    _ended.Enqueue(activity);
                    _arrived.Release();
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public ActivityTraceId TraceId { get; } = ActivityTraceId.CreateRandom();

    public ActivitySpanId Caller { get; } = ActivitySpanId.CreateRandom();

    /// <summary>The header of the caller.</summary>
    public string TraceParent => $"00-{TraceId}-{Caller}-01";

    /// <summary>What adds the header to a call.</summary>
    public Contract.CallHeaders Headers => new(Credential: request => request.Headers.Add("traceparent", TraceParent));

    /// <summary>Waits for the span of a name that has ended.</summary>
    public async Task<Activity> EndedAsync(string name, Predicate<Activity>? which = null)
    {
        while (true)
        {
            if (_ended.FirstOrDefault(activity => activity.DisplayName == name && which?.Invoke(activity) is not false) is { } found)
            {
                return found;
            }

            Assert.True(
                await _arrived.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken),
                $"No span {name}, but {string.Join(", ", _ended.Select(static activity => activity.DisplayName))}.");
        }
    }

    public int Count(string name) => _ended.Count(activity => activity.DisplayName == name);

    public void Dispose() => _listener.Dispose();
}
