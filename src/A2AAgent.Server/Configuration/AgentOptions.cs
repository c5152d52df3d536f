using A2AAgent.Server.Proxies;
using A2AAgent.Server.Push;
using A2AAgent.Server.Security.Tls;

namespace A2AAgent.Server.Configuration;

/// <summary>Everything that can be configured, under <c>Agent:</c> (<c>Agent__PublicUrl</c> as an environment variable).</summary>
public sealed class AgentOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Agent";

    /// <summary>
    /// The absolute URL under which clients reach the agent, for example <c>https://agents.example.com/expenses</c>. The card advertises it.
    /// Default: none; the card then advertises the host of the request that asks for it.
    /// </summary>
    public string? PublicUrl { get; set; }

    /// <summary>
    /// The <c>host:port</c> under which clients reach gRPC; the card advertises it. Default: the host of <see cref="PublicUrl"/>, with its
    /// port when it is https, otherwise with <see cref="PortOptions.Grpc"/>.
    /// </summary>
    public string? PublicGrpcAddress { get; set; }

    /// <summary>
    /// The address to listen on: an IP address, <c>localhost</c> or <c>*</c>. Default: <c>localhost</c> in Development, otherwise <c>*</c>.
    /// </summary>
    public string? BindAddress { get; set; }

    /// <summary>The ports to listen on.</summary>
    public PortOptions Ports { get; set; } = new();

    /// <summary>TLS on the agent's ports.</summary>
    public TlsOptions Tls { get; set; } = new();

    /// <summary>Who may call.</summary>
    public SecurityOptions Security { get; set; } = new();

    /// <summary>
    /// The tenants that the agent serves. Default: none, and then any tenant is served. With tenants here, a request must name one of
    /// them, or its credential must.
    /// </summary>
    public IList<string> Tenants { get; } = [];

    /// <summary>How tasks run and how long they are kept.</summary>
    public TaskOptions Tasks { get; set; } = new();

    /// <summary>Limits of requests and streams.</summary>
    public LimitOptions Limits { get; set; } = new();

    /// <summary>How the Agent Card is signed.</summary>
    public SigningOptions Signing { get; set; } = new();

    /// <summary>Where push notifications may go and how they are delivered.</summary>
    public PushOptions Push { get; set; } = new();

    /// <summary>How the Agent Card is served.</summary>
    public CardOptions Card { get; set; } = new();

    /// <summary>Which proxies are believed when they say who the client is and how it reaches the agent.</summary>
    public ForwardedHeadersOptions ForwardedHeaders { get; set; } = new();

    /// <summary>Which clients of earlier protocol versions the agent also answers.</summary>
    public CompatibilityOptions Compatibility { get; set; } = new();

    /// <summary>How what is measured can be read.</summary>
    public MetricsOptions Metrics { get; set; } = new();
}

/// <summary>The ports to listen on, 0 to 65535; 0 takes a free one.</summary>
public sealed class PortOptions
{
    /// <summary>JSON-RPC, HTTP+JSON and the card. Default: 8080. The environment variable <c>PORT</c> overrides it.</summary>
    public int Http { get; set; } = 8080;

    /// <summary>gRPC, when the agent has that binding. Default: 50051.</summary>
    public int Grpc { get; set; } = 50051;

    /// <summary>Health and metrics; never routed to clients. Default: 9464.</summary>
    public int Management { get; set; } = 9464;
}

/// <summary>How the Agent Card is served.</summary>
public sealed class CardOptions
{
    /// <summary>How long clients may keep the card. Default: 5 minutes.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether the agent offers the extension that adds the times of tasks to their metadata. Default: true.</summary>
    public bool TaskTimestamps { get; set; } = true;

    /// <summary>What the extended card has beyond the public one.</summary>
    public ExtendedCardOptions Extended { get; set; } = new();
}
