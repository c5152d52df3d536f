using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using A2AAgent.Tests.Agents;
using A2AAgent.Tests.Grpc;
using Google.Protobuf;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Tests.Hosting;

/// <summary>With TLS, one port serves all bindings: the client says by ALPN which HTTP it speaks.</summary>
public sealed class TlsTests : IAsyncLifetime
{
    private const string Password = "only-for-this-test";

    private readonly string _certificate = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pfx");
    private AgentHost? _host;
    private HttpClient? _client;

    private HttpClient Client => _client!;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllBytesAsync(_certificate, MakeCertificate());
        _host = await AgentHost.StartAsync<ScriptedAgent>(
            static builder => builder.WebHost.UseKestrelHttpsConfiguration(),
            ("Kestrel:Endpoints:Tls:Url", "https://127.0.0.1:0"),
            ("Kestrel:Endpoints:Tls:Certificate:Path", _certificate),
            ("Kestrel:Endpoints:Tls:Certificate:Password", Password));
        var address = _host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single(static one => one.StartsWith("https:", StringComparison.Ordinal));
        var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate?.Subject == "CN=agent.test";
        _client = new HttpClient(handler) { BaseAddress = new Uri(address) };
        _client.DefaultRequestHeaders.Add("A2A-Version", "1.0");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host!.DisposeAsync();
        File.Delete(_certificate);
    }

    [Fact]
    public async Task Json_rpc_over_http_1()
    {
        using var response = await SendAsync(HttpVersion.Version11, "/", "application/json", """{"jsonrpc":"2.0","id":1,"method":"ListTasks"}"""u8.ToArray());

        Assert.Equal(HttpVersion.Version11, response.Version);
        Assert.Contains("result", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Http_json_over_http_2()
    {
        var body = Encoding.UTF8.GetBytes("""{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"hi"}]}}""");

        using var response = await SendAsync(HttpVersion.Version20, "/message:send", "application/json", body);

        Assert.Equal(HttpVersion.Version20, response.Version);
        Assert.Contains("TASK_STATE_COMPLETED", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grpc_on_the_same_port_and_the_card_says_so()
    {
        using var response = await SendAsync(HttpVersion.Version20, "/lf.a2a.v1.A2AService/ListTasks", "application/grpc", GrpcWire.Frame(new Wire.ListTasksRequest().ToByteArray()));
        Assert.Single(await GrpcWire.ReadAllAsync(response));
        Assert.Equal(0, GrpcOutcome.Of(response).Code);

        var card = await Client.GetStringAsync(new Uri("/.well-known/agent-card.json", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains($"\"url\":\"127.0.0.1:{Client.BaseAddress!.Port}\"", card, StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> SendAsync(Version version, string path, string contentType, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Version = version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    private static byte[] MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=agent.test", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return certificate.Export(X509ContentType.Pfx, Password);
    }
}
