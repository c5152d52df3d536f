namespace A2AAgent.Client;

/// <summary>Where an agent is.</summary>
public sealed record AgentAddress
{
    /// <summary>Makes an address.</summary>
    /// <param name="url">The agent's base address, below which its card is at <c>.well-known/agent-card.json</c>, or the card itself (<c>….json</c>).</param>
    /// <exception cref="ArgumentException">It is not an absolute http or https address, or it has a user name: credentials are given apart, and addresses are in logs and traces.</exception>
    public AgentAddress(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
        {
            throw new ArgumentException($"The address of an agent is an absolute http or https URL, for example https://agent.example.com; '{url}' is not.", nameof(url));
        }

        if (url.UserInfo.Length > 0)
        {
            throw new ArgumentException("The address of an agent has no user name or password: addresses are in logs and traces, and what authenticates calls is in Credentials.", nameof(url));
        }

        Url = url;
    }

    /// <summary>The agent's base address, or that of its card.</summary>
    public Uri Url { get; }

    /// <summary>Headers that every request to this address carries.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// True when calls go to the host of <see cref="Url"/> as well, whatever host the card names: for what relays to the agent. Default: false.
    /// </summary>
    public bool Relays { get; init; }

    /// <summary>Where gRPC is relayed; null for where the card says.</summary>
    public Uri? GrpcRelay { get; init; }

    /// <summary>Where the card is.</summary>
    internal Uri CardUrl => Url.AbsolutePath.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? Url : Below(".well-known/agent-card.json");

    /// <summary>Where earlier versions of the protocol had it.</summary>
    internal Uri EarlierCardUrl => Below(".well-known/agent.json");

    /// <summary>An agent behind a Kubernetes Service.</summary>
    /// <param name="service">The name of the Service.</param>
    /// <param name="namespace">Its namespace; null for that of the caller.</param>
    /// <param name="port">Its port. Default: 8080.</param>
    public static AgentAddress Kubernetes(string service, string? @namespace = null, int port = 8080)
    {
        ArgumentException.ThrowIfNullOrEmpty(service);
        var host = string.IsNullOrEmpty(@namespace) ? service : $"{service}.{@namespace}.svc";
        return new(new UriBuilder(Uri.UriSchemeHttp, host, port).Uri);
    }

    /// <summary>An agent that is called through the Dapr sidecar of the caller.</summary>
    /// <param name="appId">The agent's Dapr application.</param>
    /// <param name="httpPort">The sidecar's HTTP port. Default: that of the environment (<c>DAPR_HTTP_PORT</c>), or 3500.</param>
    /// <param name="grpcPort">The sidecar's gRPC port. Default: that of the environment (<c>DAPR_GRPC_PORT</c>), or 50001.</param>
    public static AgentAddress Dapr(string appId, int? httpPort = null, int? grpcPort = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(appId);
        return DaprSidecar.Address(appId, httpPort, grpcPort);
    }

    /// <summary>True for an address at which nothing differs, the headers included: a directory makes new ones of the same agents with every answer.</summary>
    /// <param name="other">Another address.</param>
    public bool Equals(AgentAddress? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Url == other.Url && Relays == other.Relays && GrpcRelay == other.GrpcRelay && Headers.Count == other.Headers.Count
            && Headers.All(header => other.Headers.TryGetValue(header.Key, out var value) && value == header.Value));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Url, Relays, GrpcRelay, Headers.Count);

    private Uri Below(string path) => new UriBuilder(Url) { Path = $"{Url.AbsolutePath.TrimEnd('/')}/{path}", Query = "", Fragment = "" }.Uri;
}
