namespace A2AAgent.Client.Interfaces;

/// <summary>Where the requests to an interface go.</summary>
internal static class InterfaceUrl
{
    private const string Separator = "://";

    /// <summary>The address; null for one that is none.</summary>
    public static Uri? Of(AgentInterface target, AgentAddress address)
    {
        var grpc = string.Equals(target.ProtocolBinding, ProtocolBindings.Grpc, StringComparison.OrdinalIgnoreCase);
        var text = grpc && !target.Url.Contains(Separator, StringComparison.Ordinal) ? $"{address.Url.Scheme}{Separator}{target.Url}" : target.Url;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
        {
            return null;
        }

        return address.Relays ? Relayed(url, grpc ? address.GrpcRelay ?? url : address.Url) : url;
    }

    private static Uri Relayed(Uri url, Uri relay) => new UriBuilder(url) { Scheme = relay.Scheme, Host = relay.Host, Port = relay.Port }.Uri;
}
