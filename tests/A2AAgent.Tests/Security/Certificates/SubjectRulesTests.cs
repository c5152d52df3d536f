using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using A2AAgent.Server.Security.Certificates;
using A2AAgent.Tests.Security.Tls;

namespace A2AAgent.Tests.Security.Certificates;

/// <summary>Who a certificate stands for.</summary>
public sealed class SubjectRulesTests
{
    private const string Id = "spiffe://acme.test/ns/travel/sa/planner";

    private static readonly SubjectRules Rules = new(new AllowList(
        ["spiffe://acme.test/ns/travel/*", "dns:client.test", "dns:second.test", "subject:CN=client, O=\"Acme, Inc.\""], "Allow"));

    [Fact]
    public void A_spiffe_id_is_the_subject() => Assert.Equal(Id, Find(Leaf.Of(Id)).Name);

    [Fact]
    public void A_spiffe_id_counts_before_other_names()
    {
        var subject = Find(Leaf.Of("spiffe://acme.test/ns/other/sa/x") with { DnsNames = ["client.test"], Subject = "CN=client, O=\"Acme, Inc.\"" });

        Assert.Equal("the certificate's SPIFFE ID may not call", subject.Refusal);
    }

    [Theory]
    [InlineData("spiffe://other.test/ns/travel/sa/planner", "may not call")]
    [InlineData("spiffe://acme.test/ns/other/sa/x", "may not call")]
    [InlineData("spiffe://acme.test", "names no workload")]
    [InlineData("spiffe://acme.test/ns/travel/", "malformed")]
    [InlineData("spiffe://acme.test/ns/travel/a%20b", "malformed")]
    public void Another_spiffe_id_is_refused(string id, string reason)
    {
        var subject = Rules.Find(new AlternativeNames([id], ["client.test"]), null);

        Assert.Null(subject.Name);
        Assert.Contains(reason, subject.Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Id, "spiffe://acme.test/ns/travel/sa/other")]
    [InlineData(Id, Id)]
    [InlineData(Id, "https://acme.test/")]
    [InlineData("https://acme.test/", Id)]
    public void With_a_spiffe_id_there_is_no_other_uri(params string[] uris) =>
        Assert.Equal("the certificate has a SPIFFE ID and another URI", Find(Leaf.Of(uris)).Refusal);

    [Fact]
    public void Without_spiffe_id_a_listed_dns_name_is_the_subject()
    {
        Assert.Equal("client.test", Find(new Leaf { DnsNames = ["elsewhere.test", "client.test", "second.test"] }).Name);
        Assert.Equal("client.test", Find(new Leaf { DnsNames = ["client.test"], Uris = ["https://client.test/"] }).Name);
    }

    [Fact]
    public void Or_a_listed_distinguished_name()
    {
        Assert.Equal("CN=client, O=\"Acme, Inc.\"", Find(new Leaf { Subject = "CN=client, O=\"Acme, Inc.\"" }).Name);
        Assert.Contains("may not call", Find(new Leaf { Subject = "CN=\"client, O=Acme\", O=Inc." }).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_common_name_is_no_dns_name() => Assert.Null(Find(new Leaf { Subject = "CN=client.test" }).Name);

    [Fact]
    public void A_certificate_that_signs_others_is_no_callers()
    {
        Assert.Contains("signs certificates", Find(Leaf.Of(Id) with { IsAuthority = true }).Refusal, StringComparison.Ordinal);
        Assert.Contains("signs certificates", Find(Leaf.Of(Id) with { KeyUsage = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign }).Refusal, StringComparison.Ordinal);
        Assert.Contains("signs certificates", Find(Leaf.Of(Id) with { KeyUsage = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.CrlSign }).Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("3005")]
    [InlineData("040161")]
    [InlineData("3003860161FF")]
    [InlineData("30048602E46100")]
    public void Malformed_alternative_names_are_refused(string der)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=client, O=\"Acme, Inc.\"", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509Extension("2.5.29.17", Convert.FromHexString(der), critical: false));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));

        Assert.Equal("the certificate's alternative names cannot be read", Rules.Find(certificate).Refusal);
    }

    [Fact]
    public void Names_of_other_kinds_are_passed_over()
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddEmailAddress("a@acme.test");
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        names.AddUserPrincipalName("a@acme.test");
        names.AddUri(new Uri(Id));

        var read = AlternativeNames.Read(names.Build().RawData);

        Assert.Equal([Id], read.Uris);
        Assert.Empty(read.DnsNames);
    }

    /// <summary>Whatever the bytes are, they are read or refused, and nothing is made up.</summary>
    [Fact]
    public void Changed_bytes_are_read_or_refused()
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri(Id));
        names.AddDnsName("client.test");
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++)
        {
            var der = names.Build().RawData;
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                der[random.Next(der.Length)] = (byte)random.Next(256);
            }

            try
            {
                var read = AlternativeNames.Read(der.AsMemory(0, random.Next(8) == 0 ? random.Next(der.Length) : der.Length));
                Assert.All(read.Uris.Concat(read.DnsNames), name => Assert.True(name.Length <= der.Length));
            }
            catch (AsnContentException)
            {
            }
        }
    }

    private static CertificateSubject Find(Leaf leaf)
    {
        using var certificate = Authority.SelfSigned(leaf);
        return Rules.Find(certificate);
    }
}
