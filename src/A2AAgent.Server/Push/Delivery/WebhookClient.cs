using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using A2AAgent.Server.Push.Guard;

namespace A2AAgent.Server.Push.Delivery;

/// <summary>The one HTTP client for all webhooks, made when the first event is sent.</summary>
/// <remarks>
/// It goes nowhere but to the host of the URL, by addresses that <see cref="GuardedDialer"/> has checked: no redirects, no proxy (which
/// would look names up and dial in our place), no cookies, and no downloads of certificates that a receiver's certificate names.
/// </remarks>
[SuppressMessage("Reliability", "CA2000", Justification = "The invoker owns its handler.")]
internal sealed class WebhookClient(PushOptions options, GuardedDialer dialer) : IDisposable
{
    private readonly Lazy<HttpMessageInvoker> _http = new(() => new HttpMessageInvoker(Handler(options, dialer), disposeHandler: true));

    /// <summary>Sends a request; the response comes without its body, which nobody reads.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _http.Value.SendAsync(request, cancellationToken);

    public void Dispose()
    {
        if (_http.IsValueCreated)
        {
            _http.Value.Dispose();
        }
    }

    private static SocketsHttpHandler Handler(PushOptions options, GuardedDialer dialer) => new()
    {
        ConnectCallback = (context, cancellationToken) => dialer.DialAsync(context.DnsEndPoint, cancellationToken),
        ConnectTimeout = options.Timeout,
        MaxConnectionsPerServer = options.Concurrency,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,

        // We send the trace of the task and nothing else that happens to be current.
        ActivityHeadersPropagator = null,

        // In KiB. A larger answer than is drained costs the receiver its connection.
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = 16 * 1024,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true },
        },
    };
}
