using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using A2AAgent.Server.Push.Guard;

namespace A2AAgent.Server.Push.Delivery;

/// <summary>The HTTP client for all webhooks, made when the first event is sent.</summary>
/// <remarks>
/// It goes nowhere but to the host of the URL, by addresses that <see cref="GuardedDialer"/> has checked, or through the proxy of the environment, which then
/// dials: no redirects, no cookies, and no downloads of certificates that a receiver's certificate names.
/// </remarks>
[SuppressMessage("Reliability", "CA2000", Justification = "The invoker owns its handler.")]
internal sealed class WebhookClient(PushOptions options, GuardedDialer dialer, ProxiedHosts hosts, IWebProxy proxy) : IDisposable
{
    private readonly Lazy<HttpMessageInvoker> _direct = new(() => new HttpMessageInvoker(Handler(options, dialer, null), disposeHandler: true));
    private readonly Lazy<HttpMessageInvoker> _proxied = new(() => new HttpMessageInvoker(Handler(options, null, proxy), disposeHandler: true));

    /// <summary>Sends a request; the response comes without its body, which nobody reads.</summary>
    /// <exception cref="ClosedAddressException">The host is where webhooks must not go; without a proxy this is the cause of an <see cref="HttpRequestException"/>.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!options.UseProxy || proxy.IsBypassed(request.RequestUri!) || proxy.GetProxy(request.RequestUri!) is null)
        {
            return await _direct.Value.SendAsync(request, cancellationToken);
        }

        await hosts.CheckAsync(request.RequestUri!.IdnHost, cancellationToken);
        return await _proxied.Value.SendAsync(request, cancellationToken);
    }

    public void Dispose()
    {
        foreach (var client in (ReadOnlySpan<Lazy<HttpMessageInvoker>>)[_direct, _proxied])
        {
            if (client.IsValueCreated)
            {
                client.Value.Dispose();
            }
        }
    }

    private static SocketsHttpHandler Handler(PushOptions options, GuardedDialer? dialer, IWebProxy? proxy) => new()
    {
        ConnectCallback = dialer is null ? null : (context, cancellationToken) => dialer.DialAsync(context.DnsEndPoint, cancellationToken),
        ConnectTimeout = options.Timeout,
        MaxConnectionsPerServer = options.Concurrency,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        UseProxy = proxy is not null,
        Proxy = proxy,
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
