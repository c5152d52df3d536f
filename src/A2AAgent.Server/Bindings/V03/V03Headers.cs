using A2AAgent.Protocol;
using A2AAgent.Server.Bindings.Http;
using A2AAgent.Server.Operations;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Server.Bindings.V03;

/// <summary>What travels beside a request of 0.3: its extensions have a header of another name.</summary>
internal static class V03Headers
{
    private const string Extensions = "X-A2A-Extensions";

    private const int MaxExtensions = 32;

    /// <summary>The call as one of 1.0.</summary>
    /// <exception cref="AgentException">There are too many extensions.</exception>
    public static CallContext Read(HttpContext http)
    {
        var call = HttpCall.Read(http);
        return new CallContext
        {
            Version = Negotiation.Version,
            EarlierVersion = V03Binding.Version,
            RequestedExtensions = Requested(http.Request, call.RequestedExtensions),
            Principal = call.Principal,
            Transport = http,
        };
    }

    /// <summary>Tells the client which extensions are active; before the response starts.</summary>
    public static void Echo(HttpContext http, CallContext context)
    {
        if (context.ActivatedExtensions.Count > 0)
        {
            http.Response.Headers[Extensions] = string.Join(", ", context.ActivatedExtensions);
        }
    }

    private static IReadOnlyList<string> Requested(HttpRequest request, IReadOnlyList<string> current)
    {
        var header = request.Headers[Extensions];
        if (header.Count == 0)
        {
            return current;
        }

        string[] all = [.. current, .. header.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        return all.Length <= MaxExtensions
            ? all
            : throw AgentException.InvalidParams(Extensions, $"names {all.Length} extensions; at most {MaxExtensions} are allowed");
    }
}
