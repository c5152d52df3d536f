using A2AAgent.Client.Auth;
using A2AAgent.Client.Cards;
using A2AAgent.Client.Resilience;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace A2AAgent.Client;

/// <summary>How an agent is called. Not to be changed once a client has it.</summary>
public sealed class AgentClientOptions
{
    /// <summary>What the agent is called in errors, logs and traces; null for its address.</summary>
    public string? Name { get; set; }

    /// <summary>How the card is trusted. Default: <see cref="AgentCardTrust.Transport"/>, whatever the address answers.</summary>
    public AgentCardTrust Trust { get; set; } = AgentCardTrust.Transport;

    /// <summary>What authenticates the calls; null for nothing.</summary>
    public IAgentCredentials? Credentials { get; set; }

    /// <summary>URIs of the extensions that every call asks for, of those that the card declares.</summary>
    public IList<string> Extensions { get; } = [];

    /// <summary>
    /// The bindings to use, of <see cref="ProtocolBindings"/>; the order is the card's (specification, section 8.3.2). Default: all three.
    /// </summary>
    public IList<string> Bindings { get; } = [ProtocolBindings.JsonRpc, ProtocolBindings.HttpJson, ProtocolBindings.Grpc];

    /// <summary>Headers that every request carries, the one for the card as well, for example <c>dapr-app-id</c>.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Time-outs, retries, circuit breaker and streams.</summary>
    public ResilienceOptions Resilience { get; set; } = new();

    /// <summary>The largest answer, and the largest event of a stream, in bytes. Default: 16 MiB.</summary>
    public int MaxResponseBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>
    /// Sends the requests instead of the client's own handler, which follows no redirects, keeps no cookies and uses the proxy of the
    /// environment; null for that one. It is not disposed with the client. Redirects that it follows take credentials along, and unless it
    /// pings over HTTP/2, nothing finds an agent that is gone without a word under a gRPC stream.
    /// </summary>
    public HttpMessageHandler? Handler { get; set; }

    /// <summary>Changes the client's own handler, for example its certificates; null for nothing. Not called when there is a <see cref="Handler"/>.</summary>
    public Action<SocketsHttpHandler>? ConfigureHandler { get; set; }

    /// <summary>Where the client logs. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;
}
