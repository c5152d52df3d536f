using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace A2AAgent.Tests.Security.Tls;

/// <summary>A folder as Kubernetes mounts a secret: the files are links into a folder that a link names, and that link is what changes.</summary>
internal sealed class Mounted : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tls").FullName;
    private int _version;

    public string Certificate => Link("tls.crt");

    public string Key => Link("tls.key");

    public string Trust => Link("ca.crt");

    public void Write(X509Certificate2 certificate, IReadOnlyList<X509Certificate2> chain, string trust) =>
        Write(string.Join('\n', [certificate.ExportCertificatePem(), .. chain.Select(static one => one.ExportCertificatePem())]), KeyOf(certificate), trust);

    public void Write(string certificate, string key, string trust)
    {
        var version = $"..{++_version}";
        Directory.CreateDirectory(Path.Combine(_folder, version));
        Write("tls.crt", certificate);
        Write("tls.key", key);
        Write("ca.crt", trust);
        Remove();
        Directory.CreateSymbolicLink(Path.Combine(_folder, "..data"), version);

        void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, version, name), text);
    }

    /// <summary>As when the secret is deleted.</summary>
    public void Remove() => File.Delete(Path.Combine(_folder, "..data"));

    public static string KeyOf(X509Certificate2 certificate) => certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem();

    public static string EncryptedKeyOf(X509Certificate2 certificate) =>
        certificate.GetECDsaPrivateKey()!.ExportEncryptedPkcs8PrivateKeyPem("only-for-this-test", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1000));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Link(string name)
    {
        var path = Path.Combine(_folder, name);
        if (!Path.Exists(path) && new FileInfo(path).LinkTarget is null)
        {
            File.CreateSymbolicLink(path, Path.Combine("..data", name));
        }

        return path;
    }
}
