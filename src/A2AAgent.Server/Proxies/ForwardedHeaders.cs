using System.Net;
using A2AAgent.Protocol;
using A2AAgent.Server.Security.Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Server.Proxies;

/// <summary>
/// Puts into a request what the proxies in front of the agent say of it: the client's address, scheme, host and path. Each proxy adds at the
/// end, so the lists are read from there, as long as the address before is a trusted proxy's.
/// </summary>
internal sealed class ForwardedHeaders(TrustedProxies proxies, ForwardedHeaderNames names)
{
    private const ForwardedHeaderNames Separate = ~ForwardedHeaderNames.Forwarded;
    private const ForwardedHeaderNames All = (ForwardedHeaderNames)31;
    private const string Setting = "Agent:ForwardedHeaders";

    /// <exception cref="AgentConfigurationException">A setting is wrong.</exception>
    public static void Use(IApplicationBuilder app, ForwardedHeadersOptions options)
    {
        if (Make(options) is { } forwarded)
        {
            app.Use(next => http =>
            {
                forwarded.Apply(http);
                return next(http);
            });
        }
    }

    /// <exception cref="AgentConfigurationException">A setting is wrong.</exception>
    public static ForwardedHeaders? Make(ForwardedHeadersOptions options)
    {
        if ((options.Headers & ~All) != ForwardedHeaderNames.None || (options.Headers.HasFlag(ForwardedHeaderNames.Forwarded) && (options.Headers & Separate) != ForwardedHeaderNames.None))
        {
            throw new AgentConfigurationException(
                $"{Setting}:Headers is '{options.Headers}'; it must be Forwarded alone, or of XForwardedFor, XForwardedHost, XForwardedProto and XForwardedPrefix those that your proxies set.");
        }

        return options.TrustedProxies.Count == 0 ? null : new(new TrustedProxies([.. options.TrustedProxies], $"{Setting}:TrustedProxies"), options.Headers);
    }

    public void Apply(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is { } peer && proxies.Contains(peer))
        {
            Apply(http, peer, names == ForwardedHeaderNames.Forwarded ? ForwardedLists.OfStandard(http.Request.Headers) : ForwardedLists.OfSeparate(http.Request.Headers, names));
        }
    }

    private void Apply(HttpContext http, IPAddress peer, ForwardedLists lists)
    {
        var hops = Follow(http.Connection, peer, lists.For);
        var request = http.Request;
        if (ForwardedLists.At(lists.Proto, hops) is { } scheme && (scheme.Equals("https", StringComparison.OrdinalIgnoreCase) || scheme.Equals("http", StringComparison.OrdinalIgnoreCase)))
        {
            request.Scheme = scheme.Length == 5 ? "https" : "http";
        }

        if (ForwardedLists.At(lists.Host, hops) is { } host && ForwardedLists.IsHost(host))
        {
            request.Host = new HostString(host);
        }

        if (ForwardedLists.At(lists.Prefix, hops) is { } prefix && ForwardedLists.IsPath(prefix))
        {
            request.PathBase = new PathString(prefix.TrimEnd('/')) + request.PathBase;
        }
    }

    /// <summary>Finds the client's address; gives how many proxies there are.</summary>
    private int Follow(ConnectionInfo connection, IPAddress peer, string?[] addresses)
    {
        var (address, hops) = (peer, 0);
        for (var at = addresses.Length - 1; at >= 0 && hops < ForwardedLists.MaxHops && proxies.Contains(address); at--)
        {
            hops++;

            // A name that a proxy made up ("unknown", "_hidden"), or nothing at all: what is before it cannot be known to be true.
            if (!IPEndPoint.TryParse(addresses[at] ?? "", out var client))
            {
                break;
            }

            address = client.Address;
            (connection.RemoteIpAddress, connection.RemotePort) = (address, client.Port);
        }

        return Math.Max(1, hops);
    }
}
