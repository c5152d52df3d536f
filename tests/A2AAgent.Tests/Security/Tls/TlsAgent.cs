using System.Security.Cryptography.X509Certificates;
using A2AAgent.Server.Security.Tls;
using A2AAgent.Tests.Agents;
using A2AAgent.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Security.Tls;

/// <summary>An agent with a certificate from a mounted folder, and the authority that its clients' certificates come from.</summary>
internal sealed class TlsAgent : IAsyncDisposable
{
    private TlsAgent(AgentHost host, Mounted files, Authority root)
    {
        Host = host;
        Files = files;
        Root = root;
    }

    public AgentHost Host { get; }

    public Mounted Files { get; }

    public Authority Root { get; }

    public static Leaf ServerLeaf { get; } = new() { Subject = "CN=agent.test", DnsNames = ["agent.test", "localhost"], IsForLoopback = true, Usages = [Authority.ServerAuthentication] };

    public static async Task<TlsAgent> StartAsync(ClientCertificates clients, Action<WebApplicationBuilder>? configure = null, params (string Key, string Value)[] settings)
    {
        var root = Authority.Root();
        var files = new Mounted();
        using var certificate = root.Issue(ServerLeaf);
        files.Write(certificate, [], root.Pem);
        List<(string, string)> all = [("Agent:Tls:CertificateFile", files.Certificate), ("Agent:Tls:KeyFile", files.Key)];
        if (clients != ClientCertificates.None)
        {
            all.AddRange([("Agent:Tls:ClientCertificates", clients.ToString()), ("Agent:Tls:ClientTrustFile", files.Trust)]);
        }

        return new TlsAgent(await AgentHost.StartAsync<ScriptedAgent>(configure, [.. all, .. settings]), files, root);
    }

    /// <summary>Looks for changed files now.</summary>
    public void Look() => Host.Services.GetRequiredService<ServerTls>().Look();

    public TlsCaller Connect(X509Certificate2? certificate = null, IReadOnlyList<X509Certificate2>? chain = null) => new(Host, Root.Certificate, certificate, chain ?? []);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        Files.Dispose();
        Root.Dispose();
    }
}
