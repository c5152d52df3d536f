using System.Net.Security;
using System.Security.Authentication;
using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Security.Tls;

/// <summary>
/// The agent's side of TLS handshakes. Each handshake takes the certificate and the roots that are mounted at its time; connections
/// that are open go on with what they began with.
/// </summary>
internal sealed class ServerTls : IServerTls, IDisposable
{
    private readonly WatchedFiles<ServerCertificate> _certificate;
    private readonly WatchedFiles<ClientTrust>? _trust;
    private readonly SslProtocols _protocols;
    private readonly RemoteCertificateValidationCallback _check;
    private readonly TimeProvider _time;
    private readonly ILogger<ServerTls> _logger;

    /// <exception cref="AgentConfigurationException">A file is missing or is not what it should be.</exception>
    public ServerTls(AgentOptions options, TimeProvider time, ILogger<ServerTls> logger)
    {
        (_time, _logger) = (time, logger);
        var tls = options.Tls;
        string[] files = tls.KeyFile is { Length: > 0 } key ? [tls.CertificateFile!, key] : [tls.CertificateFile!];
        var interval = options.Security.ReloadInterval;
        _certificate = new(files, "Agent:Tls:CertificateFile", ServerCertificate.Read, interval, time, logger) { Changed = WarnOfDates };
        WarnOfDates(_certificate.Current);
        _protocols = tls.Protocols == TlsProtocols.Tls13 ? SslProtocols.Tls13 : SslProtocols.Tls12 | SslProtocols.Tls13;
        _check = new ClientCertificateCheck(tls.ClientCertificates == ClientCertificates.Require, logger).Accept;
        if (tls.ClientCertificates != ClientCertificates.None)
        {
            _trust = new([tls.ClientTrustFile!], "Agent:Tls:ClientTrustFile", ClientTrust.Read, interval, time, logger);
        }
    }

    public void Use(ListenOptions listener) => listener.UseHttps(new TlsHandshakeCallbackOptions
    {
        OnConnection = _ => ValueTask.FromResult(Handshake()),
    });

    /// <summary>Looks for changed files now.</summary>
    public void Look()
    {
        _certificate.Look();
        _trust?.Look();
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _trust?.Dispose();
    }

    private SslServerAuthenticationOptions Handshake()
    {
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = _certificate.Current.Context,
            EnabledSslProtocols = _protocols,
            AllowRenegotiation = false,
        };
        if (_trust is not null)
        {
            options.ClientCertificateRequired = true;
            options.CertificateChainPolicy = _trust.Current.Policy(_time.GetUtcNow());
            options.RemoteCertificateValidationCallback = _check;

            // A resumed session would keep a certificate whose root is no longer trusted.
            options.AllowTlsResume = false;
        }

        return options;
    }

    private void WarnOfDates(ServerCertificate certificate)
    {
        var now = _time.GetUtcNow();
        var (from, to) = (new DateTimeOffset(certificate.Leaf.NotBefore), new DateTimeOffset(certificate.Leaf.NotAfter));
        if (now < from || now > to)
        {
            Log.CertificateNotValidNow(_logger, from, to);
        }
    }
}
