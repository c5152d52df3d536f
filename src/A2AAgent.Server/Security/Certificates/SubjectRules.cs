using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace A2AAgent.Server.Security.Certificates;

/// <summary>
/// Finds the identity in a certificate and holds it against the allow-list. That the certificate is valid was decided before, in the
/// handshake or by the proxy.
/// </summary>
internal sealed class SubjectRules(AllowList allowed)
{
    /// <summary>The identity in a certificate of the connection.</summary>
    public CertificateSubject Find(X509Certificate2 certificate)
    {
        if (IsAuthority(certificate))
        {
            return CertificateSubject.Refused("a certificate that signs certificates is no caller's");
        }

        try
        {
            return Find(AlternativeNames.Of(certificate), certificate.Subject);
        }
        catch (AsnContentException)
        {
            return CertificateSubject.Refused("the certificate's alternative names cannot be read");
        }
    }

    /// <summary>The identity in names that are known to be of one certificate.</summary>
    /// <param name="names">Its alternative names.</param>
    /// <param name="subject">Its distinguished name as <see cref="X500DistinguishedName.Name"/> writes it, if it is known.</param>
    public CertificateSubject Find(AlternativeNames names, string? subject)
    {
        if (!names.Uris.Any(SpiffeId.IsMeant))
        {
            return FindNamed(names.DnsNames, subject);
        }

        // X509-SVID, section 5.2: more than one URI, of whatever kind, must be refused.
        if (names.Uris.Count > 1)
        {
            return CertificateSubject.Refused("the certificate has a SPIFFE ID and another URI");
        }

        if (!SpiffeId.TryParse(names.Uris[0], out var id) || id.Path.Length == 0)
        {
            return CertificateSubject.Refused("the certificate's SPIFFE ID is malformed or names no workload");
        }

        return allowed.Allows(id) ? CertificateSubject.Of(id.Text) : CertificateSubject.Refused("the certificate's SPIFFE ID may not call");
    }

    private CertificateSubject FindNamed(IReadOnlyList<string> dnsNames, string? subject)
    {
        foreach (var name in dnsNames)
        {
            if (allowed.FindName(name) is { } listed)
            {
                return CertificateSubject.Of(listed);
            }
        }

        return subject is not null && allowed.AllowsSubject(subject)
            ? CertificateSubject.Of(subject)
            : CertificateSubject.Refused("the certificate has no SPIFFE ID, and its other names may not call");
    }

    /// <summary>X509-SVID, section 5.2; right for every other certificate too.</summary>
    private static bool IsAuthority(X509Certificate2 certificate)
    {
        foreach (var extension in certificate.Extensions)
        {
            var signs = extension switch
            {
                X509BasicConstraintsExtension constraints => constraints.CertificateAuthority,
                X509KeyUsageExtension usage => (usage.KeyUsages & (X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign)) != X509KeyUsageFlags.None,
                _ => false,
            };
            if (signs)
            {
                return true;
            }
        }

        return false;
    }
}
