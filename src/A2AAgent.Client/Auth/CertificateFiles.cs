using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace A2AAgent.Client.Auth;

/// <summary>A certificate, its intermediates and its key in PEM files, looked at again every ten seconds: by what is in them, since mounted secrets change without a change of the file's own time.</summary>
internal sealed class CertificateFiles(string certificateFile, string keyFile)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private SslStreamCertificateContext? _current;
    private string _text = "";
    private long _lookedAt;

    /// <summary>The certificate as it is in the files; the one before while they are being replaced.</summary>
    /// <exception cref="AgentCredentialException">There is none.</exception>
    public SslStreamCertificateContext Current(TimeProvider time)
    {
        lock (_lock)
        {
            if (_current is not null && time.GetElapsedTime(_lookedAt) < Interval)
            {
                return _current;
            }

            try
            {
                Read();
                _lookedAt = time.GetTimestamp();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
            {
                return _current ?? throw new AgentCredentialException($"the client certificate '{certificateFile}' and its key '{keyFile}' cannot be read as PEM", e) { IsTransient = true };
            }

            return _current!;
        }
    }

    private void Read()
    {
        var (certificates, key) = (File.ReadAllText(certificateFile), File.ReadAllText(keyFile));
        var text = certificates + key;
        if (_current is not null && text == _text)
        {
            return;
        }

        // The one before may be in use by a handshake: it is left to its finalizer.
        var leaf = X509Certificate2.CreateFromPem(certificates, key);
        var intermediates = new X509Certificate2Collection();
        intermediates.ImportFromPem(certificates);
        intermediates.RemoveAt(0);
        (_current, _text) = (SslStreamCertificateContext.Create(leaf, intermediates, offline: true), text);
    }
}
