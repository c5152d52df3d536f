using System.Security.Cryptography.X509Certificates;
using A2AAgent.Server.Security.Tls;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Tests.Security.Tls;

/// <summary>Mounted certificates change while the agent runs.</summary>
public sealed class ReloadTests : IAsyncLifetime
{
    private const string Garbage = "-----BEGIN CERTIFICATE-----\nbm90IGEgY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----\n";

    private TlsAgent? _agent;

    private TlsAgent Agent => _agent!;

    public async ValueTask InitializeAsync() => _agent = await TlsAgent.StartAsync(ClientCertificates.Require);

    public async ValueTask DisposeAsync() => await Agent.DisposeAsync();

    [Theory]
    [MemberData(nameof(TlsCaller.Bindings), MemberType = typeof(TlsCaller))]
    public async Task New_connections_get_the_new_certificate_and_streams_on_open_ones_go_on(string binding)
    {
        using var open = Agent.Connect(Agent.Root.Issue(Leaf.Of("spiffe://acme.test/a")));
        using var stream = await open.CountAsync(binding);
        var before = open.ServerSerial;
        using var changed = Agent.Root.Issue(TlsAgent.ServerLeaf);

        Agent.Files.Write(changed, [], Agent.Root.Pem);
        Agent.Look();

        using var fresh = Agent.Connect(Agent.Root.Issue(Leaf.Of("spiffe://acme.test/b")));
        Assert.Equal("OK", await fresh.CallAsync(binding));
        Assert.Equal(changed.SerialNumber, fresh.ServerSerial);
        Assert.NotEqual(changed.SerialNumber, before);
        Agent.Host.Script.Open();
        Assert.True(await TlsCaller.EndsWellAsync(stream));
        Assert.Equal("OK", await open.CallAsync(binding));
        Assert.Equal(before, open.ServerSerial);
    }

    [Fact]
    public async Task An_intermediate_that_comes_with_the_certificate_is_sent_to_clients()
    {
        using var intermediate = Agent.Root.Intermediate();
        using var changed = intermediate.Issue(TlsAgent.ServerLeaf);

        Agent.Files.Write(changed, intermediate.Chain, Agent.Root.Pem);
        Agent.Look();

        using var client = Agent.Connect(Agent.Root.Issue(Leaf.Of("spiffe://acme.test/a")));
        Assert.Equal("OK", await client.CallAsync(TlsCaller.Grpc));
        Assert.Equal(changed.SerialNumber, client.ServerSerial);
    }

    [Theory]
    [InlineData("garbage for the certificate")]
    [InlineData("no certificate")]
    [InlineData("the key of another certificate")]
    [InlineData("no key")]
    [InlineData("an encrypted key")]
    [InlineData("removed")]
    public async Task What_is_wrong_is_logged_and_the_last_good_certificate_stays(string kind)
    {
        using var other = Agent.Root.Issue(TlsAgent.ServerLeaf);
        using var client = Agent.Connect(Agent.Root.Issue(Leaf.Of("spiffe://acme.test/a")));

        WriteWrong(kind, other);
        Agent.Look();

        Assert.Equal("OK", await client.CallAsync(TlsCaller.JsonRpc));
        Assert.NotEqual(other.SerialNumber, client.ServerSerial);
        var error = Assert.Single(Agent.Host.Logs.Entries, static entry => entry.Level == LogLevel.Error && entry.Text.StartsWith("Agent:Tls:CertificateFile", StringComparison.Ordinal));
        Assert.DoesNotContain("PRIVATE KEY", error.Exception!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_something_wrong_the_next_good_certificate_is_taken()
    {
        using var next = Agent.Root.Issue(TlsAgent.ServerLeaf);
        WriteWrong("garbage for the certificate", next);
        Agent.Look();

        Agent.Files.Write(next, [], Agent.Root.Pem);
        Agent.Look();

        using var client = Agent.Connect(Agent.Root.Issue(Leaf.Of("spiffe://acme.test/a")));
        Assert.Equal("OK", await client.CallAsync(TlsCaller.JsonRpc));
        Assert.Equal(next.SerialNumber, client.ServerSerial);
    }

    [Theory]
    [MemberData(nameof(TlsCaller.Bindings), MemberType = typeof(TlsCaller))]
    public async Task Roots_are_added_and_taken_away(string binding)
    {
        // A new root of the same name, as when an authority changes its key.
        using var added = Authority.Root();
        using var ofOld = Agent.Connect(Agent.Root.Issue(Leaf.Of("spiffe://acme.test/a")));
        using var ofNew = Agent.Connect(added.Issue(Leaf.Of("spiffe://acme.test/a")));
        await Assert.ThrowsAsync<HttpRequestException>(() => ofNew.CallAsync(binding));

        WriteTrust(Agent.Root.Pem + "\n" + added.Pem);
        Assert.Equal("OK", await ofNew.CallAsync(binding));
        Assert.Equal("OK", await ofOld.CallAsync(binding));

        WriteTrust(added.Pem);
        Assert.Equal("OK", await ofOld.CallAsync(binding));
        using var again = Agent.Connect(Agent.Root.Issue(Leaf.Of("spiffe://acme.test/a")));
        await Assert.ThrowsAsync<HttpRequestException>(() => again.CallAsync(binding));
        Assert.Equal("OK", await ofNew.CallAsync(binding));
    }

    [Theory]
    [InlineData("")]
    [InlineData(Garbage)]
    public async Task Wrong_roots_are_logged_and_the_last_good_ones_stay(string trust)
    {
        using var client = Agent.Connect(Agent.Root.Issue(Leaf.Of("spiffe://acme.test/a")));

        WriteTrust(trust);

        Assert.Equal("OK", await client.CallAsync(TlsCaller.JsonRpc));
        Assert.Contains(Agent.Host.Logs.Entries, static entry => entry.Level == LogLevel.Error && entry.Text.StartsWith("Agent:Tls:ClientTrustFile", StringComparison.Ordinal));
    }

    private void WriteTrust(string trust)
    {
        using var server = Agent.Root.Issue(TlsAgent.ServerLeaf);
        Agent.Files.Write(server, [], trust);
        Agent.Look();
    }

    private void WriteWrong(string kind, X509Certificate2 other)
    {
        var (certificate, key) = (other.ExportCertificatePem(), Mounted.KeyOf(other));
        using var another = Agent.Root.Issue(TlsAgent.ServerLeaf);
        switch (kind)
        {
            case "garbage for the certificate":
                Agent.Files.Write(Garbage, key, Agent.Root.Pem);
                break;
            case "no certificate":
                Agent.Files.Write("", key, Agent.Root.Pem);
                break;
            case "the key of another certificate":
                Agent.Files.Write(certificate, Mounted.KeyOf(another), Agent.Root.Pem);
                break;
            case "no key":
                Agent.Files.Write(certificate, certificate, Agent.Root.Pem);
                break;
            case "an encrypted key":
                Agent.Files.Write(certificate, Mounted.EncryptedKeyOf(other), Agent.Root.Pem);
                break;
            default:
                Agent.Files.Remove();
                break;
        }
    }
}
