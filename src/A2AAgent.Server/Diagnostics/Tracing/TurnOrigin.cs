using System.Diagnostics;
using A2AAgent.Protocol.Diagnostics;

namespace A2AAgent.Server.Diagnostics.Tracing;

/// <summary>
/// Where a turn came from, for the replica that may have to run it again. That is the caller's span, not the call's: the process that ends in
/// the middle of a call takes the call's span with it.
/// </summary>
internal static class TurnOrigin
{
    /// <summary>As W3C Trace Context's <c>traceparent</c>, which also says when nobody keeps the trace; null outside of calls.</summary>
    public static string? Current => Activity.Current is { Kind: ActivityKind.Server, Source.Name: TelemetryNames.Meter } call ? call.ParentId ?? call.Id : null;
}
