using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace A2AAgent.Client.Auth;

/// <summary>A certificate and its key in PEM files, read again for each connection: mounted secrets change without a change of the file's own time.</summary>
internal sealed class CertificateFiles(string certificateFile, string keyFile)
{
    private readonly Lock _lock = new();
    private X509Certificate2? _current;
    private string _text = "";

    /// <summary>The certificate as it is in the files; the one before while they are being replaced.</summary>
    /// <exception cref="AgentCredentialException">There is none.</exception>
    public X509Certificate2 Current()
    {
        lock (_lock)
        {
            try
            {
                var (certificate, key) = (File.ReadAllText(certificateFile), File.ReadAllText(keyFile));
                var text = certificate + key;
                if (_current is null || text != _text)
                {
                    // The one before may be in use by a handshake: it is left to its finalizer.
                    (_current, _text) = (X509Certificate2.CreateFromPem(certificate, key), text);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
            {
                return _current ?? throw new AgentCredentialException($"the client certificate '{certificateFile}' and its key '{keyFile}' cannot be read as PEM", e) { IsTransient = true };
            }

            return _current;
        }
    }

    /// <exception cref="AgentCredentialException">There is none, and never was.</exception>
    public void Check()
    {
        if (_current is null)
        {
            Current();
        }
    }
}
