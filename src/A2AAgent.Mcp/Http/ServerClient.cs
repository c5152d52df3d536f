using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace A2AAgent.Mcp.Http;

/// <summary>Makes the HTTP client for one server.</summary>
internal static class ServerClient
{
    [SuppressMessage("Reliability", "CA2000", Justification = "The client owns its handlers.")]
    public static HttpClient Make(McpToolsOptions options) => new(new ServerHandler(options, Handler(options)), disposeHandler: true)
    {
        // Calls have a time-out of their own, from their beginning to their end.
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };

    private static SocketsHttpHandler Handler(McpToolsOptions options) => new()
    {
        ConnectTimeout = options.ConnectTimeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        UseCookies = false,

        // Credentials go to the server that they are for.
        AllowAutoRedirect = false,

        // The bytes of an answer are counted as they are used.
        AutomaticDecompression = DecompressionMethods.None,

        // We send the trace of the call, not that of a request nobody may export.
        ActivityHeadersPropagator = null,
        MaxResponseDrainSize = 64 * 1024,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true },
        },
    };
}
