using System.Diagnostics;

namespace A2AAgent.Client.Transports.Http;

/// <summary>The trace in the headers of requests (W3C Trace Context and Baggage).</summary>
internal static class TraceContext
{
    public static void Add(HttpRequestMessage request, Activity? activity)
    {
        if (activity is not null)
        {
            DistributedContextPropagator.Current.Inject(activity, request, static (carrier, name, value) =>
            {
                if (carrier is HttpRequestMessage request && value is { Length: > 0 } && !request.Headers.Contains(name))
                {
                    request.Headers.TryAddWithoutValidation(name, value);
                }
            });
        }
    }
}
