using System.Diagnostics;
using A2AAgent.Protocol.Diagnostics;

namespace A2AAgent.Server.Diagnostics.Tracing;

/// <summary>
/// Where a turn came from, for the replica that may have to run it again. That is the caller's span, not the call's: the process that ends in
/// the middle of a call takes the call's span with it.
/// </summary>
internal static class TurnOrigin
{
    /// <summary>As W3C Trace Context's <c>traceparent</c>; null outside of calls, and in one whose span nobody keeps.</summary>
    public static string? Current => Activity.Current is { Recorded: true, Kind: ActivityKind.Server, Source.Name: TelemetryNames.Meter } call ? call.ParentId ?? call.Id : null;

    /// <summary>The span; the default when there is none that is valid.</summary>
    public static ActivityContext Read(string origin) =>
        ActivityContext.TryParse(origin, traceState: null, isRemote: true, out var context) ? context : default;
}
