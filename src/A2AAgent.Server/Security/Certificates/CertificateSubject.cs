namespace A2AAgent.Server.Security.Certificates;

/// <summary>Who a certificate says its holder is, or why it says nothing that counts. Never both.</summary>
internal readonly record struct CertificateSubject(string? Name, string? Refusal)
{
    public static CertificateSubject Of(string name) => new(name, null);

    public static CertificateSubject Refused(string reason) => new(null, reason);
}
