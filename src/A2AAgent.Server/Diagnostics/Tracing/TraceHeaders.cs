using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Server.Diagnostics.Tracing;

/// <summary>Where a call comes from, as W3C Trace Context says in its headers; in gRPC, its metadata.</summary>
internal static class TraceHeaders
{
    /// <summary>The longest list of other vendors' entries that is passed on: as long as everybody must be able to (section 3.3.1.5 of that standard).</summary>
    private const int LongestState = 512;

    /// <summary>The span of the caller; the default when there is none that is valid.</summary>
    public static ActivityContext Read(IHeaderDictionary headers)
    {
        if (headers.TraceParent is not [{ } parent])
        {
            return default;
        }

        var state = headers.TraceState.ToString();
        return Read(parent, state.Length is > 0 and <= LongestState ? state : null);
    }

    /// <summary>The span that a <c>traceparent</c> names; the default when it names none.</summary>
    public static ActivityContext Read(string? parent, string? state = null) =>
        ActivityContext.TryParse(parent, state, isRemote: true, out var context) ? context : default;
}
