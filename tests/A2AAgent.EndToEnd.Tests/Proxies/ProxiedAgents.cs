using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using A2AAgent.EndToEnd.Tests.Agents;
using A2AAgent.EndToEnd.Tests.Replicas.Processes;
using A2AAgent.EndToEnd.Tests.Tools;
using A2AAgent.Tests.Security.Tls;

namespace A2AAgent.EndToEnd.Tests.Proxies;

/// <summary>Two native agents behind nginx, which ends TLS and asks clients for certificates.</summary>
internal sealed class ProxiedAgents : IAsyncDisposable
{
    private const string Host = "agents.example.com";
    private const int Port = 8443;
    private const string Program = "/usr/sbin/nginx";

    private readonly NativeAgentWithGrpc _native;
    private readonly TemporaryFolder _folder = new();
    private readonly Authority _root = Authority.Root();
    private readonly X509Certificate2 _client;
    private readonly RunningAgent?[] _agents = new RunningAgent?[2];

    // A network of its own: ports that no other process has, also while an agent is away.
    private readonly string _network = $"127.{Random.Shared.Next(1, 255)}.{Random.Shared.Next(0, 256)}";
    private GuardedProcess? _nginx;

    private ProxiedAgents(NativeAgentWithGrpc native)
    {
        _native = native;
        _client = _root.Issue(Leaf.Of("spiffe://acme.test/planner"));
    }

    public static Uri Address { get; } = new($"https://{Host}:{Port}");

    public string ProxyLog => File.Exists(_folder.PathOf("nginx.log")) ? File.ReadAllText(_folder.PathOf("nginx.log")) : "";

    public RunningAgent this[int index] => _agents[index]!;

    public static async Task<ProxiedAgents> StartAsync(NativeAgentWithGrpc native)
    {
        var proxied = new ProxiedAgents(native);
        await Task.WhenAll(proxied.StartAgentAsync(0), proxied.StartAgentAsync(1));
        await proxied.StartProxyAsync();
        return proxied;
    }

    /// <summary>Starts an agent at the address that it always has.</summary>
    public async Task StartAgentAsync(int index)
    {
        if (_agents[index] is { } before)
        {
            await before.DisposeAsync();
        }

        var command = await _native.CommandAsync();
        command.Environment["PORT"] = "8080";
        command.Environment["Agent__Ports__Grpc"] = "50051";
        command.Environment["Agent__Ports__Management"] = "9464";
        command.Environment["Agent__BindAddress"] = AddressOf(index);
        command.Environment["Agent__ForwardedHeaders__TrustedProxies__0"] = "127.0.0.0/8";
        _agents[index] = await RunningAgent.StartAsync(command);
    }

    /// <summary>A client of the proxy, with a certificate unless it is told to have none.</summary>
    public HttpClient Connect(bool withCertificate = true)
    {
        var handler = new SocketsHttpHandler { ConnectCallback = ConnectAsync };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(_root.Certificate);
        if (withCertificate)
        {
            handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(_client, [], offline: true);
        }

        return new HttpClient(handler) { BaseAddress = Address };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var agent in _agents.OfType<RunningAgent>())
        {
            await agent.DisposeAsync();
        }

        if (_nginx is not null)
        {
            await _nginx.DisposeAsync();
        }

        _client.Dispose();
        _root.Dispose();
        _folder.Dispose();
    }

    private string AddressOf(int index) => $"{_network}.{index + 2}";

    private async Task StartProxyAsync()
    {
        using var certificate = _root.Issue(new Leaf { Subject = $"CN={Host}", DnsNames = [Host] });
        await File.WriteAllTextAsync(_folder.PathOf("tls.crt"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(_folder.PathOf("tls.key"), Mounted.KeyOf(certificate));
        await File.WriteAllTextAsync(_folder.PathOf("ca.crt"), _root.Pem);
        var configuration = _folder.PathOf("nginx.conf");
        await File.WriteAllTextAsync(configuration, NginxConfiguration.Of($"{_network}.1:{Port}", [AddressOf(0), AddressOf(1)], _folder.Path));
        _nginx = await GuardedProcess.StartAsync(_folder.PathOf("nginx.out"), Program, _folder.Path, new Dictionary<string, string?>(), "-c", configuration, "-e", _folder.PathOf("nginx.log"));
        await AnsweringAsync();
    }

    private async Task AnsweringAsync()
    {
        using var http = Connect();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            try
            {
                await http.GetByteArrayAsync("/.well-known/agent-card.json", TestContext.Current.CancellationToken);
                return;
            }
            catch (HttpRequestException e)
            {
                Assert.False(patience.IsCancellationRequested, $"{e}\n{ProxyLog}");
                await Task.Delay(20, CancellationToken.None);
            }
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Parse($"{_network}.1"), Port, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
