using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace A2AAgent.Tests.Security.Tls;

/// <summary>A certificate authority that exists for one test.</summary>
internal sealed class Authority : IDisposable
{
    public const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    public const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly X509Certificate2 _certificate;
    private int _serial;

    private Authority(X509Certificate2 certificate, IReadOnlyList<X509Certificate2> chain)
    {
        _certificate = certificate;
        Chain = chain;
    }

    public string Pem => _certificate.ExportCertificatePem();

    public X509Certificate2 Certificate => _certificate;

    /// <summary>The intermediates between the root, which is left out, and what is issued here.</summary>
    public IReadOnlyList<X509Certificate2> Chain { get; }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static Authority Root(string subject = "CN=Test Root")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new Authority(Request(subject, key).CreateSelfSigned(Now.AddYears(-2), Now.AddYears(2)), []);
    }

    public Authority Intermediate(string subject = "CN=Test Intermediate", int notAfterDays = 300)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Request(subject, key).Create(_certificate, Now.AddYears(-1), Now.AddDays(notAfterDays), NextSerial());
        var withKey = certificate.CopyWithPrivateKey(key);
        return new Authority(withKey, [withKey, .. Chain]);
    }

    public X509Certificate2 Issue(Leaf leaf)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = leaf.Request(key);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        // By name and generator: with the certificate it would refuse to outlive its issuer, as some leaves must here.
        var generator = X509SignatureGenerator.CreateForECDsa(_certificate.GetECDsaPrivateKey()!);
        using var certificate = request.Create(_certificate.SubjectName, generator, Now + leaf.NotBefore, Now + leaf.NotAfter, NextSerial());
        return certificate.CopyWithPrivateKey(key);
    }

    public static X509Certificate2 SelfSigned(Leaf leaf)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return leaf.Request(key).CreateSelfSigned(Now + leaf.NotBefore, Now + leaf.NotAfter);
    }

    public void Dispose() => _certificate.Dispose();

    private static CertificateRequest Request(string subject, ECDsa key)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    private byte[] NextSerial() => [1, (byte)Interlocked.Increment(ref _serial)];
}

/// <summary>What is in a certificate.</summary>
internal sealed record Leaf
{
    public string Subject { get; init; } = "CN=leaf";

    public IReadOnlyList<string> Uris { get; init; } = [];

    public IReadOnlyList<string> DnsNames { get; init; } = [];

    /// <summary>Whether the certificate is for 127.0.0.1, where the tests' servers are.</summary>
    public bool IsForLoopback { get; init; }

    /// <summary>Object identifiers; none leaves the extension out.</summary>
    public IReadOnlyList<string> Usages { get; init; } = [Authority.ClientAuthentication, Authority.ServerAuthentication];

    public X509KeyUsageFlags KeyUsage { get; init; } = X509KeyUsageFlags.DigitalSignature;

    public bool IsAuthority { get; init; }

    public TimeSpan NotBefore { get; init; } = TimeSpan.FromDays(-1);

    public TimeSpan NotAfter { get; init; } = TimeSpan.FromDays(1);

    public static Leaf Of(params IReadOnlyList<string> uris) => new() { Uris = uris };

    public CertificateRequest Request(ECDsa key)
    {
        var request = new CertificateRequest(Subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(IsAuthority, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(KeyUsage, true));
        if (Usages.Count > 0)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. Usages.Select(static usage => new Oid(usage))], false));
        }

        if (IsForLoopback || Uris.Count + DnsNames.Count > 0)
        {
            var names = new SubjectAlternativeNameBuilder();
            Uris.ToList().ForEach(uri => names.AddUri(new Uri(uri)));
            DnsNames.ToList().ForEach(names.AddDnsName);
            if (IsForLoopback)
            {
                names.AddIpAddress(IPAddress.Loopback);
            }

            request.CertificateExtensions.Add(names.Build());
        }

        return request;
    }
}
