using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using A2AAgent.Server.Diagnostics;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Security.Tls;

/// <summary>Decides on a client's certificate, after its chain was built, whether there is a connection at all.</summary>
internal sealed class ClientCertificateCheck(bool required, ILogger logger)
{
    public bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            return !required || Refuse("no certificate was presented", "");
        }

        return errors == SslPolicyErrors.None || Refuse(Reasons(chain), certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256));
    }

    private static string Reasons(X509Chain? chain) =>
        chain is null ? "its chain could not be built" : string.Join(", ", chain.ChainStatus.Select(static status => status.Status).Distinct());

    private bool Refuse(string reason, string fingerprint)
    {
        // Not the subject: until the chain holds, it is whatever a stranger chose to write into a log.
        Log.ClientCertificateRefused(logger, reason, fingerprint);
        return false;
    }
}
