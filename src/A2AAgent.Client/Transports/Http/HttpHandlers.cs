using System.Diagnostics.CodeAnalysis;
using System.Net;
using A2AAgent.Client.Auth;

namespace A2AAgent.Client.Transports.Http;

/// <summary>Makes what sends the requests of a client.</summary>
internal static class HttpHandlers
{
    [SuppressMessage("Reliability", "CA2000", Justification = "The invoker owns its handler.")]
    public static HttpMessageInvoker Make(AgentClientOptions options) =>
        options.Handler is { } handler ? new HttpMessageInvoker(handler, disposeHandler: false) : new HttpMessageInvoker(Own(options), disposeHandler: true);

    private static HttpMessageHandler Own(AgentClientOptions options) =>
        options.Credentials is AgentCredentials { Certificate: { } certificate } ? new CertificateHandler(certificate, () => Default(options), options.Time) : Default(options);

    /// <summary>
    /// Redirects could take a request, and its credential, to anywhere; cookies would be shared between the callers of this client. The
    /// trace is in the headers already. Probes of TCP find a host that is gone under a stream, pings of HTTP/2 also a process that hangs.
    /// </summary>
    private static SocketsHttpHandler Default(AgentClientOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            ConnectTimeout = options.Resilience.ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = options.Resilience.PingDelay,
            KeepAlivePingTimeout = options.Resilience.PingTimeout,
            MaxResponseHeadersLength = 64,
            ConnectCallback = ProbedConnections.OpenAsync,
        };
        options.ConfigureHandler?.Invoke(handler);
        return handler;
    }
}
