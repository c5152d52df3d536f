using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace A2AAgent.Server.Security.Tls;

/// <summary>The agent's certificate with its chain and its key, ready for handshakes.</summary>
internal sealed class ServerCertificate
{
    private ServerCertificate(X509Certificate2 leaf, X509Certificate2Collection intermediates)
    {
        Leaf = leaf;

        // Offline: a handshake must not wait for the address that a certificate names for its issuer.
        Context = SslStreamCertificateContext.Create(leaf, intermediates, offline: true);
    }

    public X509Certificate2 Leaf { get; }

    /// <summary>Shared by all handshakes: what makes them fast is kept in it.</summary>
    public SslStreamCertificateContext Context { get; }

    /// <param name="files">The certificate's PEM file and, where it is another one, the key's.</param>
    /// <exception cref="InvalidDataException">They are not a certificate and its key.</exception>
    public static ServerCertificate Read(IReadOnlyList<byte[]> files)
    {
        var certificates = Encoding.UTF8.GetString(files[0]);
        var chain = new X509Certificate2Collection();
        try
        {
            chain.ImportFromPem(certificates);
            if (chain.Count == 0)
            {
                throw new InvalidDataException("there is no certificate in it (PEM, -----BEGIN CERTIFICATE-----).");
            }

            var leaf = Keyed(X509Certificate2.CreateFromPem(certificates, files.Count > 1 ? Encoding.UTF8.GetString(files[1]) : certificates));
            chain.RemoveAt(0);
            return new ServerCertificate(leaf, chain);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new InvalidDataException("the key must be the certificate's own, in PEM and not encrypted.", e);
        }
    }

    private static X509Certificate2 Keyed(X509Certificate2 leaf)
    {
        if (!OperatingSystem.IsWindows())
        {
            return leaf;
        }

        // Windows handshakes only with a key from its own store.
        using (leaf)
        {
            return X509CertificateLoader.LoadPkcs12(leaf.Export(X509ContentType.Pkcs12), password: null);
        }
    }
}
