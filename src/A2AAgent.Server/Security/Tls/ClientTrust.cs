using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace A2AAgent.Server.Security.Tls;

/// <summary>The roots that client certificates may lead to, and intermediate certificates that clients may leave out.</summary>
internal sealed class ClientTrust
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2Collection _roots = [];
    private readonly X509Certificate2Collection _intermediates = [];

    /// <param name="files">The PEM file.</param>
    /// <exception cref="InvalidDataException">There is no root in it.</exception>
    public static ClientTrust Read(IReadOnlyList<byte[]> files)
    {
        var trust = new ClientTrust();
        var all = new X509Certificate2Collection();
        try
        {
            all.ImportFromPem(Encoding.UTF8.GetString(files[0]));
        }
        catch (CryptographicException e)
        {
            throw new InvalidDataException("it must have certificates in PEM.", e);
        }

        foreach (var certificate in all)
        {
            var isRoot = certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
            (isRoot ? trust._roots : trust._intermediates).Add(certificate);
        }

        return trust._roots.Count > 0 ? trust : throw new InvalidDataException("there is no root certificate in it (PEM; a root is its own issuer).");
    }

    /// <summary>What the chain of a client's certificate is checked against. A new one for each chain, since building a chain adds to it.</summary>
    public X509ChainPolicy Policy(DateTimeOffset now)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTime = now.UtcDateTime,
        };
        policy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        policy.CustomTrustStore.AddRange(_roots);
        policy.ExtraStore.AddRange(_intermediates);
        return policy;
    }
}
