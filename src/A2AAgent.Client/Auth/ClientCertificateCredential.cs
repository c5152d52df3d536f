using System.Net.Security;

namespace A2AAgent.Client.Auth;

/// <summary>A client certificate for mutual TLS (specification, section 4.5.6), from PEM files that may be replaced at any time.</summary>
/// <remarks>
/// It is presented by the client's own handler when a connection is made; a <see cref="AgentClientOptions.Handler"/> of yours presents its own. Files that
/// have changed are used for connections from then on.
/// </remarks>
/// <param name="certificateFile">The certificate, and after it any intermediates.</param>
/// <param name="keyFile">Its private key, unencrypted.</param>
public sealed class ClientCertificateCredential(string certificateFile, string keyFile) : AgentCredential
{
    private readonly CertificateFiles _files = new(certificateFile, keyFile);

    internal override string Kind => "a client certificate";

    private protected override bool Fits(SecurityScheme scheme) => scheme is MutualTlsSecurityScheme;

    internal override ValueTask ApplyAsync(HttpRequestMessage request, NeededCredential needed, TimeProvider time, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { Scheme: "http" })
        {
            throw new AgentCredentialException($"the scheme '{needed.Name}' is mutual TLS, and the interface's address is an http one");
        }

        // Here it fails as a credential that cannot be had, not as a connection.
        _files.Current(time);
        return default;
    }

    internal override ValueTask<bool> RenewAsync(HttpRequestMessage refused, NeededCredential needed, TimeProvider time, CancellationToken cancellationToken) => new(false);

    /// <summary>What connections present.</summary>
    /// <exception cref="AgentCredentialException">There is none.</exception>
    internal SslStreamCertificateContext Certificate(TimeProvider time) => _files.Current(time);
}
