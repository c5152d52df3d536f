using System.Security.Cryptography.X509Certificates;
using A2AAgent.Client;
using A2AAgent.Client.Auth;
using A2AAgent.Protocol;
using A2AAgent.Server.Security.Tls;
using A2AAgent.Tests.Security.Jwt;
using A2AAgent.Tests.Security.Tls;

namespace A2AAgent.Tests.Client.Auth;

public sealed class ClientCertificateTests : IAsyncLifetime
{
    private const string Planner = "spiffe://acme.test/ns/travel/sa/planner";

    private readonly Mounted _files = new();
    private TlsAgent _agent = null!;

    public async ValueTask InitializeAsync() => _agent = await TlsAgent.StartAsync(
        ClientCertificates.Allow, null,
        ("Agent:Security:Schemes:mesh:Type", "mutualTls"), ("Agent:Security:Schemes:mesh:Allow:0", Planner), ("Agent:Security:Requirements:0:mesh", ""));

    public async ValueTask DisposeAsync()
    {
        await _agent.DisposeAsync();
        _files.Dispose();
    }

    [Fact]
    public async Task A_certificate_is_presented()
    {
        Write(Planner);

        Assert.Equal("hello", await Calls.SendAsync(_agent.Host, Credentials(), Trust));
    }

    [Fact]
    public async Task Its_intermediates_go_along()
    {
        using var intermediate = _agent.Root.Intermediate();
        using var certificate = intermediate.Issue(Leaf.Of(Planner));
        _files.Write(certificate, intermediate.Chain, _agent.Root.Pem);

        Assert.Equal("hello", await Calls.SendAsync(_agent.Host, Credentials(), Trust));
    }

    [Fact]
    public async Task A_certificate_that_was_replaced_is_presented_by_new_connections()
    {
        Write("spiffe://acme.test/ns/travel/sa/stranger");
        var time = new SteppedTime();
        using var client = Calls.Client(_agent.Host, new AgentCredentials(time) { new ClientCertificateCredential(_files.Certificate, _files.Key) }, options =>
        {
            Trust(options);
            options.Time = time;
        });
        var refused = await Assert.ThrowsAsync<RemoteAgentException>(() => Calls.SendAsync(client));

        Write(Planner);
        time.Advance(TimeSpan.FromSeconds(11));

        Assert.Contains(refused.Error.Reason, new[] { "UNAUTHENTICATED", "PERMISSION_DENIED" });
        Assert.Equal("hello", await Calls.SendAsync(client));
    }

    [Fact]
    public async Task Files_that_hold_no_certificate_are_named_and_nothing_is_sent()
    {
        _files.Write("no certificate", "no key", "");

        var failure = await Assert.ThrowsAsync<RemoteAgentException>(() => Calls.SendAsync(_agent.Host, Credentials(), Trust));

        Assert.Contains($"the client certificate '{_files.Certificate}' and its key '{_files.Key}' cannot be read as PEM", failure.Message, StringComparison.Ordinal);
        Assert.Equal(RequestDelivery.NotSent, failure.Delivery);
    }

    private void Write(string uri)
    {
        using var certificate = _agent.Root.Issue(Leaf.Of(uri));
        _files.Write(certificate, [], _agent.Root.Pem);
    }

    private AgentCredentials Credentials() => [new ClientCertificateCredential(_files.Certificate, _files.Key)];

    private void Trust(AgentClientOptions options) => options.ConfigureHandler = handler =>
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(_agent.Root.Certificate);
        handler.SslOptions.CertificateChainPolicy = policy;
    };
}
