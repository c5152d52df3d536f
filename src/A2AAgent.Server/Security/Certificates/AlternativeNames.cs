using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace A2AAgent.Server.Security.Certificates;

/// <summary>The URIs and DNS names among a certificate's subject alternative names (RFC 5280, section 4.2.1.6).</summary>
internal sealed record AlternativeNames(IReadOnlyList<string> Uris, IReadOnlyList<string> DnsNames)
{
    private const string Extension = "2.5.29.17";

    private static readonly Asn1Tag DnsName = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag Uri = new(TagClass.ContextSpecific, 6);

    public static AlternativeNames None { get; } = new([], []);

    /// <exception cref="AsnContentException">The extension is malformed.</exception>
    public static AlternativeNames Of(X509Certificate2 certificate) =>
        certificate.Extensions[Extension] is { } extension ? Read(extension.RawData) : None;

    /// <exception cref="AsnContentException">The extension is malformed.</exception>
    public static AlternativeNames Read(ReadOnlyMemory<byte> der)
    {
        List<string> uris = [];
        List<string> dnsNames = [];
        var reader = new AsnReader(der, AsnEncodingRules.DER);
        var names = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        while (names.HasData)
        {
            var tag = names.PeekTag();
            if (tag == Uri)
            {
                uris.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, Uri));
            }
            else if (tag == DnsName)
            {
                dnsNames.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, DnsName));
            }
            else
            {
                names.ReadEncodedValue();
            }
        }

        return new AlternativeNames(uris, dnsNames);
    }
}
