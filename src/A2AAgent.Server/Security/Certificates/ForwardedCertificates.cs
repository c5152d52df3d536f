using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Server.Security.Certificates;

/// <summary>Callers known by the certificate that a trusted proxy has verified, from the header <c>X-Forwarded-Client-Cert</c>.</summary>
internal sealed class ForwardedCertificates(string scheme, SubjectRules rules, TrustedProxies proxies) : ISchemeAuthenticator
{
    public const string Header = "X-Forwarded-Client-Cert";

    private const int MaxRemembered = 256;
    private const int LongestRemembered = 2048;

    private static readonly AuthenticateResult None = AuthenticateResult.NoResult();

    // A proxy writes the same header for every request of a client.
    private readonly ConcurrentDictionary<string, AuthenticateResult> _accepted = new(StringComparer.Ordinal);

    public ValueTask<AuthenticateResult> AuthenticateAsync(HttpContext http)
    {
        var headers = http.Request.Headers[Header];
        if (headers.Count == 0 || !IsFromProxy(http))
        {
            return new(None);
        }

        // Which of several would the proxy's own be?
        return new(headers.Count == 1 ? Check(headers.ToString()) : Refuse("the certificate is forwarded in several headers"));
    }

    /// <summary>
    /// Whether the connection is a proxy's. By its socket: the request's address is what a header says when the application uses forwarded
    /// headers.
    /// </summary>
    private bool IsFromProxy(HttpContext http) =>
        http.Features.Get<IConnectionSocketFeature>()?.Socket.RemoteEndPoint is IPEndPoint peer && proxies.Contains(peer.Address);

    private AuthenticateResult Check(string header)
    {
        if (_accepted.TryGetValue(header, out var known))
        {
            return known;
        }

        if (!ForwardedCertificate.TryParse(header, out var forwarded))
        {
            return Refuse("the forwarded certificate cannot be read");
        }

        var result = CertificateResults.Of(scheme, rules.Find(forwarded.Names, Subject(forwarded)));
        if (result.Succeeded && header.Length <= LongestRemembered)
        {
            Remember(header, result);
        }

        return result;
    }

    /// <summary>Null as well where there are escapes, which proxies and .NET do not write alike: such a name can only be mistaken.</summary>
    private static string? Subject(ForwardedCertificate forwarded) =>
        forwarded.Subject is { } subject && !subject.Contains('\\') ? AllowList.NameOf(subject) : null;

    private void Remember(string header, AuthenticateResult result)
    {
        if (_accepted.Count >= MaxRemembered)
        {
            _accepted.Clear();
        }

        _accepted[header] = result;
    }

    private static AuthenticateResult Refuse(string reason) => AuthenticateResult.Fail(reason);
}
