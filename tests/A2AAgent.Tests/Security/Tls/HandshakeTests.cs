using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using A2AAgent.Server.Security.Tls;

namespace A2AAgent.Tests.Security.Tls;

/// <summary>Which client certificates lead to a connection, on every binding.</summary>
public sealed class HandshakeTests
{
    private const string Id = "spiffe://acme.test/ns/travel/sa/planner";

    public static MatrixTheoryData<string, string> Refused => new(TlsCaller.Bindings.Select(static row => row.Data),
        ["none", "expired", "not yet valid", "self-signed", "of another root", "for servers", "without its intermediate", "of an expired intermediate", "of no authority"]);

    public static MatrixTheoryData<string, string> Accepted => new(TlsCaller.Bindings.Select(static row => row.Data),
        ["SPIFFE ID", "without usages", "with its intermediate", "only a name"]);

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Where_clients_must_have_a_certificate_there_is_no_connection_without_a_valid_one(string binding, string kind)
    {
        await using var agent = await TlsAgent.StartAsync(ClientCertificates.Require);
        using var client = Connect(agent, kind);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.CallAsync(binding));

        Assert.Contains(agent.Host.Logs.Entries, entry => entry.Text.Contains("refused: " + Reason(kind), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Where_clients_may_have_one_it_must_be_valid(string binding, string kind)
    {
        await using var agent = await TlsAgent.StartAsync(ClientCertificates.Allow);
        using var client = Connect(agent, kind);

        if (kind == "none")
        {
            Assert.Equal("OK", await client.CallAsync(binding));
        }
        else
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => client.CallAsync(binding));
            Assert.Contains(agent.Host.Logs.Entries, entry => entry.Text.Contains("refused: " + Reason(kind), StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task A_valid_certificate_leads_to_a_connection(string binding, string kind)
    {
        await using var agent = await TlsAgent.StartAsync(ClientCertificates.Require);
        using var client = Connect(agent, kind);

        Assert.Equal("OK", await client.CallAsync(binding));
    }

    [Theory]
    [MemberData(nameof(TlsCaller.Bindings), MemberType = typeof(TlsCaller))]
    public async Task Where_no_certificates_are_asked_for_none_is_looked_at(string binding)
    {
        await using var agent = await TlsAgent.StartAsync(ClientCertificates.None);
        using var client = Connect(agent, "expired");

        Assert.Equal("OK", await client.CallAsync(binding));
    }

    [Theory]
    [InlineData(TlsProtocols.Tls13, SslProtocols.Tls13, true)]
    [InlineData(TlsProtocols.Tls13, SslProtocols.Tls12, false)]
    [InlineData(TlsProtocols.Tls12AndTls13, SslProtocols.Tls12, true)]
    [InlineData(TlsProtocols.Tls12AndTls13, SslProtocols.Tls13, true)]
    public async Task Only_the_versions_that_are_set_are_spoken(TlsProtocols set, SslProtocols spoken, bool connects)
    {
        await using var agent = await TlsAgent.StartAsync(ClientCertificates.Require, null, ("Agent:Tls:Protocols", set.ToString()));
        using var client = Connect(agent, "SPIFFE ID");
        client.Protocols = spoken;

        if (connects)
        {
            Assert.Equal("OK", await client.CallAsync(TlsCaller.JsonRpc));
        }
        else
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => client.CallAsync(TlsCaller.JsonRpc));
        }
    }

    private static TlsCaller Connect(TlsAgent agent, string kind)
    {
        var leaf = Leaf.Of(Id);
        var intermediate = agent.Root.Intermediate();
        return kind switch
        {
            "none" => agent.Connect(),
            "SPIFFE ID" => agent.Connect(agent.Root.Issue(leaf)),
            "expired" => agent.Connect(agent.Root.Issue(leaf with { NotBefore = TimeSpan.FromDays(-2), NotAfter = TimeSpan.FromMinutes(-1) })),
            "not yet valid" => agent.Connect(agent.Root.Issue(leaf with { NotBefore = TimeSpan.FromHours(1) })),
            "self-signed" => agent.Connect(Authority.SelfSigned(leaf)),
            "of another root" => agent.Connect(Authority.Root().Issue(leaf)),
            "for servers" => agent.Connect(agent.Root.Issue(leaf with { Usages = [Authority.ServerAuthentication] })),
            "without usages" => agent.Connect(agent.Root.Issue(leaf with { Usages = [] })),
            "without its intermediate" => agent.Connect(intermediate.Issue(leaf)),
            "with its intermediate" => agent.Connect(intermediate.Issue(leaf), intermediate.Chain),
            "of an expired intermediate" => OfIntermediate(agent, agent.Root.Intermediate(notAfterDays: -1)),
            "of no authority" => OfNoAuthority(agent, agent.Root.Issue(leaf)),
            "only a name" => agent.Connect(agent.Root.Issue(new Leaf { DnsNames = ["client.test"] })),
            _ => throw new ArgumentException(kind, nameof(kind)),
        };
    }

    private static TlsCaller OfIntermediate(TlsAgent agent, Authority intermediate) => agent.Connect(intermediate.Issue(Leaf.Of(Id)), intermediate.Chain);

    /// <summary>Signed by a certificate that is valid itself, but may not sign.</summary>
    private static TlsCaller OfNoAuthority(TlsAgent agent, X509Certificate2 issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        var signer = X509SignatureGenerator.CreateForECDsa(issuer.GetECDsaPrivateKey()!);
        var certificate = Leaf.Of(Id).Request(key).Create(issuer.SubjectName, signer, now.AddHours(-1), now.AddHours(1), [1, 2, 3]);
        return agent.Connect(certificate.CopyWithPrivateKey(key), [issuer]);
    }

    private static string Reason(string kind) => kind switch
    {
        "none" => "no certificate was presented",
        "expired" or "not yet valid" or "of an expired intermediate" => nameof(X509ChainStatusFlags.NotTimeValid),
        "for servers" => nameof(X509ChainStatusFlags.NotValidForUsage),
        "self-signed" => nameof(X509ChainStatusFlags.UntrustedRoot),
        _ => "",
    };
}
