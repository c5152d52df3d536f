using System.Security.Claims;
using A2AAgent.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.Extensions.Primitives;

namespace A2AAgent.Server.Bindings.Http;

/// <summary>The service parameters of a call over HTTP (specification, sections 9.2 and 11.2).</summary>
internal static class HttpCall
{
    private const int MaxExtensions = 32;

    private static readonly ClaimsPrincipal Anonymous = new(new ClaimsIdentity());

    public static CallContext Read(HttpContext http, string? addressedTenant = null)
    {
        var request = http.Request;
        return new CallContext
        {
            Version = Version(request),
            RequestedExtensions = Extensions(request.Headers[CallContext.ExtensionsParameter]),
            // HttpContext.User would make a new anonymous principal for each request.
            Principal = http.Features.Get<IHttpAuthenticationFeature>()?.User ?? Anonymous,
            AddressedTenant = addressedTenant,
            Transport = http,
        };
    }

    /// <summary>Tells the client which extensions are active; before the response starts.</summary>
    public static void Echo(HttpContext http, CallContext context)
    {
        if (context.ActivatedExtensions.Count > 0)
        {
            http.Response.Headers[CallContext.ExtensionsParameter] = string.Join(", ", context.ActivatedExtensions);
        }
    }

    private static string Version(HttpRequest request)
    {
        var header = request.Headers[CallContext.VersionParameter];
        if (header.Count == 0 && request.QueryString.HasValue)
        {
            header = request.Query[CallContext.VersionParameter];
        }

        return header.Count == 0 ? "" : header.ToString().Trim();
    }

    private static string[] Extensions(StringValues values)
    {
        if (values.Count == 0)
        {
            return [];
        }

        var uris = values.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return uris.Length <= MaxExtensions
            ? uris
            : throw AgentException.InvalidParams(CallContext.ExtensionsParameter, $"names {uris.Length} extensions; at most {MaxExtensions} are allowed");
    }
}
