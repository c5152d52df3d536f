using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using A2AAgent.EndToEnd.Tests.Agents;
using A2AAgent.EndToEnd.Tests.Tools;
using A2AAgent.Tests.Security.Tls;

namespace A2AAgent.EndToEnd.Tests;

/// <summary>TLS, client certificates and their reload, in a native binary and by configuration alone.</summary>
[Collection(nameof(NativeGuardedAgent))]
public sealed class NativeTlsTests(NativeGuardedAgent native) : IDisposable
{
    private static readonly Leaf Server = new() { Subject = "CN=agent.test", IsForLoopback = true };

    private readonly Mounted _files = new();
    private readonly Authority _root = Authority.Root();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _files.Dispose();
        _root.Dispose();
    }

    [Fact]
    public async Task Whoever_has_a_listed_certificate_may_call_and_a_new_certificate_of_the_agent_is_taken_up()
    {
        using var first = _root.Issue(Server);
        _files.Write(first, [], _root.Pem);
        await using var agent = await StartAsync();

        Assert.Equal(HttpStatusCode.OK, await ListAsync(agent, Leaf.Of("spiffe://acme.test/planner")));
        Assert.Equal(HttpStatusCode.Unauthorized, await ListAsync(agent, Leaf.Of("spiffe://other.test/planner")));
        Assert.Equal(HttpStatusCode.Unauthorized, await ListAsync(agent, null));
        await Assert.ThrowsAsync<HttpRequestException>(() => ListAsync(agent, Leaf.Of("spiffe://acme.test/planner") with { NotAfter = TimeSpan.FromMinutes(-1) }));

        using var second = _root.Issue(Server);
        _files.Write(second, [], _root.Pem);
        await WaitForAsync(agent, second);
    }

    private async Task<RunningAgent> StartAsync()
    {
        var command = await native.CommandAsync();
        command.Environment["Agent__Tls__CertificateFile"] = _files.Certificate;
        command.Environment["Agent__Tls__KeyFile"] = _files.Key;
        command.Environment["Agent__Tls__ClientTrustFile"] = _files.Trust;
        command.Environment["Agent__Tls__ClientCertificates"] = "Allow";
        command.Environment["Agent__Security__ReloadInterval"] = "00:00:00.05";
        command.Environment["Agent__Security__AllowAnonymous"] = "false";
        command.Environment["Agent__Security__Schemes__mesh__Type"] = "mutualTls";
        command.Environment["Agent__Security__Schemes__mesh__Allow__0"] = "spiffe://acme.test/*";
        return await RunningAgent.StartAsync(command);
    }

    private async Task<HttpStatusCode> ListAsync(RunningAgent agent, Leaf? leaf)
    {
        using var certificate = leaf is null ? null : _root.Issue(leaf);
        using var client = new HttpClient(Handler(certificate)) { BaseAddress = agent.Address };
        client.DefaultRequestHeaders.Add("A2A-Version", "1.0");
        using var response = await client.GetAsync("/tasks", Token);
        return response.StatusCode;
    }

    /// <summary>New connections, until one gets the certificate.</summary>
    private async Task WaitForAsync(RunningAgent agent, X509Certificate2 expected)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        for (string? served = null; served != expected.SerialNumber;)
        {
            using var handler = Handler(null);
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
            {
                served = ((X509Certificate2)certificate!).SerialNumber;
                return errors == SslPolicyErrors.None;
            };
            using var client = new HttpClient(handler) { BaseAddress = agent.Address };
            await client.GetByteArrayAsync("/.well-known/agent-card.json", patience.Token);
        }
    }

    private SocketsHttpHandler Handler(X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(_root.Certificate);
        if (certificate is not null)
        {
            handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, [], offline: true);
        }

        return handler;
    }
}
