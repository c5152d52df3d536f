using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Server.Security.Certificates;

/// <summary>Callers known by the certificate of their connection, which the handshake has verified.</summary>
internal sealed class ConnectionCertificates(string scheme, SubjectRules rules) : ISchemeAuthenticator
{
    private static readonly AuthenticateResult None = AuthenticateResult.NoResult();

    /// <summary>All requests of a connection have the same certificate object, which lives as long as the connection.</summary>
    private readonly ConditionalWeakTable<X509Certificate2, AuthenticateResult> _results = [];

    public ValueTask<AuthenticateResult> AuthenticateAsync(HttpContext http)
    {
        if (http.Connection.ClientCertificate is not { } certificate)
        {
            return new(None);
        }

        if (!_results.TryGetValue(certificate, out var result))
        {
            result = CertificateResults.Of(scheme, rules.Find(certificate));
            _results.AddOrUpdate(certificate, result);
        }

        return new(result);
    }
}
