using A2AAgent.Client.Auth;
using A2AAgent.Client.Transports;
using A2AAgent.Client.Transports.Http;

namespace A2AAgent.Client.Interfaces;

/// <summary>The ways to an agent, made of its card; made again when the card changes.</summary>
/// <remarks>Thread-safe: two threads may make the same table, and either serves.</remarks>
internal sealed class RouteTable(AgentAddress address, AgentClientOptions options, HttpMessageInvoker http, Failures failures)
{
    private volatile Known? _known;

    /// <summary>The ways, in the order of the card, but beginning with the one that worked last.</summary>
    /// <exception cref="RemoteAgentException">There is none that this client speaks.</exception>
    public Routes For(AgentCard card, string operation)
    {
        var known = _known;
        if (known is null || !ReferenceEquals(known.Card, card))
        {
            _known = known = new Known(card, new Routes(Make(card)));
        }

        return known.Routes.Count > 0
            ? known.Routes
            : throw failures.NotSent(operation, InterfaceChoice.Describe(card, options.Bindings), error: AgentError.VersionNotSupported, transient: false);
    }

    private IEnumerable<Route> Make(AgentCard card)
    {
        foreach (var target in InterfaceChoice.Of(card, options.Bindings))
        {
            if (InterfaceUrl.Of(target, address) is { } url)
            {
                var channel = new AgentChannel(http, new CredentialTarget(card, target), options, Headers(), url, failures)
                {
                    IsDowngraded = address.Url.Scheme == Uri.UriSchemeHttps && url.Scheme == Uri.UriSchemeHttp && !address.Relays,
                };
                if (TransportFactory.Make(target.ProtocolBinding, channel) is { } agent)
                {
                    yield return new Route(target, url, agent);
                }
            }
        }
    }

    private Dictionary<string, string> Headers()
    {
        var headers = new Dictionary<string, string>(options.Headers, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in address.Headers)
        {
            headers[name] = value;
        }

        return headers;
    }

    private sealed record Known(AgentCard Card, Routes Routes);
}
