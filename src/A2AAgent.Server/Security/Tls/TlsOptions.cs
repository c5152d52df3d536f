namespace A2AAgent.Server.Security.Tls;

/// <summary>
/// TLS on the agent's ports (<c>Agent:Tls</c>). With a certificate, <c>Agent:Ports:Http</c> serves every binding over TLS and
/// <c>Agent:Ports:Grpc</c> serves gRPC over TLS; the management port stays in clear text, for probes.
/// </summary>
public sealed class TlsOptions
{
    /// <summary>
    /// The PEM file with the agent's certificate, and after it the intermediate certificates up to the root. It is watched: new
    /// connections get a changed certificate, open ones go on. Default: none, and then there is no TLS.
    /// </summary>
    public string? CertificateFile { get; set; }

    /// <summary>The PEM file with the certificate's private key, not encrypted; watched too. Default: <see cref="CertificateFile"/> has it.</summary>
    public string? KeyFile { get; set; }

    /// <summary>
    /// The PEM file with the roots that client certificates may lead to, and no others count; watched too. Each root may vouch for every
    /// client. Revocation lists are not asked for: let client certificates be short-lived.
    /// </summary>
    public string? ClientTrustFile { get; set; }

    /// <summary>Whether clients present certificates. Default: none are asked for.</summary>
    public ClientCertificates ClientCertificates { get; set; }

    /// <summary>The versions of TLS that are spoken. Default: 1.3 only.</summary>
    public TlsProtocols Protocols { get; set; }

    internal bool Enabled => CertificateFile is { Length: > 0 };
}

/// <summary>Whether clients present certificates.</summary>
public enum ClientCertificates
{
    /// <summary>They are not asked for one.</summary>
    None,

    /// <summary>They may; one that is presented must be valid.</summary>
    Allow,

    /// <summary>They must: without a valid one there is no connection, not even for the Agent Card.</summary>
    Require,
}

/// <summary>Versions of TLS.</summary>
public enum TlsProtocols
{
    /// <summary>TLS 1.3 only.</summary>
    Tls13,

    /// <summary>TLS 1.2 and 1.3.</summary>
    Tls12AndTls13,
}
