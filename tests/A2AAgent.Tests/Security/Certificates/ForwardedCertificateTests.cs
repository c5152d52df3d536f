using A2AAgent.Server.Security.Certificates;

namespace A2AAgent.Tests.Security.Certificates;

/// <summary>The format of <c>X-Forwarded-Client-Cert</c>.</summary>
public sealed class ForwardedCertificateTests
{
    private const string Id = "spiffe://acme.test/ns/travel/sa/planner";
    private const string Hash = "Hash=468ed33be74eee6556d90c0149c1309e9ba61d6425303443c0748a02dd8de688";

    [Fact]
    public void What_an_istio_sidecar_writes_is_read()
    {
        var read = Read($"By=spiffe://acme.test/ns/expenses/sa/agent;{Hash};Subject=\"\";URI={Id}");

        Assert.Equal([Id], read.Names.Uris);
        Assert.Null(read.Subject);
    }

    [Fact]
    public void What_a_gateway_writes_with_everything_switched_on_is_read()
    {
        var read = Read($"By=spiffe://acme.test/gateway;{Hash};Cert=\"-----BEGIN%20CERTIFICATE-----%0AMIIB%3D%3D%0A\";Chain=\"-----BEGIN%20CERTIFICATE-----%0A\";"
            + "Subject=\"CN=client,OU=Travel,O=Acme\\, Inc.\";URI=;DNS=client.test;DNS=second.test");

        Assert.Empty(read.Names.Uris);
        Assert.Equal(["client.test", "second.test"], read.Names.DnsNames);
        Assert.Equal("CN=client,OU=Travel,O=Acme\\, Inc.", read.Subject);
    }

    [Theory]
    [InlineData("uri=spiffe://acme.test/a")]
    [InlineData("URI=\"spiffe://acme.test/a\"")]
    [InlineData("By=x;Hash=1;URI=spiffe://other.test/b,By=y;Hash=2;URI=spiffe://acme.test/a")]
    [InlineData("Subject=\"a, b; c=d \\\" e\",  URI=spiffe://acme.test/a")]
    [InlineData("URI=spiffe://acme.test/a;Later=\"unknown\"")]
    public void The_last_element_counts(string header) => Assert.Equal(["spiffe://acme.test/a"], Read(header).Names.Uris);

    [Fact]
    public void Several_uris_are_all_seen() => Assert.Equal(2, Read($"URI={Id};URI=https://acme.test/").Names.Uris.Count);

    [Theory]
    [InlineData("")]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("spiffe://acme.test/a")]
    [InlineData("URI")]
    [InlineData("=spiffe://acme.test/a")]
    [InlineData("URI =spiffe://acme.test/a")]
    [InlineData("U_I=spiffe://acme.test/a")]
    [InlineData("URI=spiffe://acme.test/a,")]
    [InlineData("URI=spiffe://acme.test/a;")]
    [InlineData(",URI=spiffe://acme.test/a")]
    [InlineData("Hash=1;;URI=spiffe://acme.test/a")]
    [InlineData("Hash=1; URI=spiffe://acme.test/a")]
    [InlineData("Subject=\"open;URI=spiffe://acme.test/a")]
    [InlineData("Subject=\"open\\\";URI=spiffe://acme.test/a")]
    [InlineData("Subject=\"a\"b;URI=spiffe://acme.test/a")]
    [InlineData("Subject=\"\"\"\";URI=spiffe://acme.test/a")]
    [InlineData("Subject=a\"b;URI=spiffe://acme.test/a")]
    [InlineData("Subject=\"a\";Subject=\"b\";URI=spiffe://acme.test/a")]
    public void Anything_else_is_refused_whole(string header) => Assert.False(ForwardedCertificate.TryParse(header, out _));

    /// <summary>What a client sends stands before what the proxy appends; nothing that it sends may change what the proxy says.</summary>
    [Fact]
    public void Nothing_before_the_last_element_changes_it()
    {
        const string Pieces = "\"\"\"\"\\\\\\;;,,==URIDNSubjectHash spiffe://acme.test/admin";
        string[] elements =
        [
            $"By=spiffe://acme.test/agent;{Hash};Subject=\"\";URI={Id}",
            $"By=spiffe://acme.test/agent;{Hash};Subject=\"CN=evil\\\"\\, O=Acme\";URI={Id}",
            $"{Hash};Cert=\"-----BEGIN%20CERTIFICATE-----\";Subject=\"CN=;URI=spiffe://acme.test/admin\";URI={Id}",
            $"{Hash};URI={Id}",
        ];
        var random = new Random(11);
        var accepted = 0;
        for (var round = 0; round < 200_000; round++)
        {
            var sent = new char[random.Next(1, 24)];
            for (var index = 0; index < sent.Length; index++)
            {
                sent[index] = Pieces[random.Next(Pieces.Length)];
            }

            var prefix = random.Next(3) == 0 ? "URI=spiffe://acme.test/admin;Subject=\"" + new string(sent) : "URI=" + new string(sent);
            if (ForwardedCertificate.TryParse($"{prefix},{elements[random.Next(elements.Length)]}", out var read))
            {
                accepted++;
                Assert.Equal([Id], read.Names.Uris);
            }
        }

        Assert.InRange(accepted, 1000, 199_000);
    }

    private static ForwardedCertificate Read(string header)
    {
        Assert.True(ForwardedCertificate.TryParse(header, out var read));
        return read;
    }
}
