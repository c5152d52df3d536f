using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace A2AAgent.Mcp.Http;

/// <summary>The activity that is under way, for the server: W3C Trace Context in headers, and in <c>params._meta</c> as the conventions for MCP say.</summary>
internal static class TraceContext
{
    private const string Parent = "traceparent";
    private const string State = "tracestate";

    public static void Write(HttpRequestHeaders headers)
    {
        if (Current is { } activity)
        {
            headers.TryAddWithoutValidation(Parent, activity.Id);
            if (activity.TraceStateString is { Length: > 0 } state)
            {
                headers.TryAddWithoutValidation(State, state);
            }
        }
    }

    /// <summary>As <c>_meta</c> of a request; null without an activity.</summary>
    public static JsonObject? Meta()
    {
        if (Current is not { } activity)
        {
            return null;
        }

        var meta = new JsonObject { [Parent] = activity.Id };
        if (activity.TraceStateString is { Length: > 0 } state)
        {
            meta[State] = state;
        }

        return meta;
    }

    private static Activity? Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity : null;
}
