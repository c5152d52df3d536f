using Microsoft.AspNetCore.Builder;

namespace A2AAgent.Server.Security.Tls;

/// <summary>Tells browsers to come back over TLS only (RFC 6797).</summary>
internal static class StrictTransport
{
    /// <summary>A year. Not for subdomains: they may be others'.</summary>
    private const string Header = "max-age=31536000";

    public static void Use(IApplicationBuilder app) => app.Use(static next => http =>
    {
        if (http.Request.IsHttps && !IsLoopback(http.Request.Host.Host))
        {
            http.Response.Headers.StrictTransportSecurity = Header;
        }

        return next(http);
    });

    /// <summary>A developer's browser must not lose every other program on localhost that has no TLS.</summary>
    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || host is "127.0.0.1" or "[::1]";
}
