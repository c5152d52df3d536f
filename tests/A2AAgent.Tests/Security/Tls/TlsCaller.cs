using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using A2AAgent.Tests.Grpc;
using A2AAgent.Tests.Hosting;
using Google.Protobuf;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Tests.Security.Tls;

/// <summary>A client that calls over each binding: over TLS, trusting the test's root, or in clear text as a proxy does.</summary>
internal sealed class TlsCaller : IDisposable
{
    public const string JsonRpc = "JSONRPC";
    public const string HttpJson = "HTTP+JSON";
    public const string Grpc = "GRPC";
    public const string GrpcPort = "GRPC, its own port";

    private readonly AgentHost _host;
    private readonly SocketsHttpHandler _handler = new();
    private readonly HttpClient _client;

    public TlsCaller(AgentHost host)
    {
        _host = host;
        _client = new HttpClient(_handler) { BaseAddress = host.Url };
        _client.DefaultRequestHeaders.Add("A2A-Version", "1.0");
    }

    public TlsCaller(AgentHost host, X509Certificate2 root, X509Certificate2? certificate, IReadOnlyList<X509Certificate2> chain)
        : this(host)
    {
        var tls = _handler.SslOptions;
        tls.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        tls.CertificateChainPolicy.CustomTrustStore.Add(root);
        tls.RemoteCertificateValidationCallback = (_, server, _, errors) =>
        {
            ServerSerial = (server as X509Certificate2)?.SerialNumber;
            return errors == SslPolicyErrors.None;
        };
        if (certificate is not null)
        {
            tls.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, [.. chain], offline: true);
        }
    }

    /// <summary>In clear text one port cannot serve HTTP/1.1 and HTTP/2.</summary>
    public static TheoryData<string> InClearText => [JsonRpc, HttpJson, GrpcPort];

    public static TheoryData<string> Bindings => [JsonRpc, HttpJson, Grpc, GrpcPort];

    /// <summary>The serial number of the certificate that the newest connection got.</summary>
    public string? ServerSerial { get; private set; }

    public SslProtocols Protocols
    {
        set => _handler.SslOptions.EnabledSslProtocols = value;
    }

    /// <summary>Lists tasks; gives how that ended: "OK", or the error as the binding names it.</summary>
    public async Task<string> CallAsync(string binding, Action<HttpRequestMessage>? configure = null)
    {
        using var response = await SendAsync(binding, configure);
        if (binding is Grpc or GrpcPort)
        {
            await GrpcWire.ReadAllAsync(response);
            return GrpcOutcome.Of(response).Code is 0 ? "OK" : GrpcOutcome.Of(response).Message;
        }

        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return response.StatusCode == HttpStatusCode.OK && text.Contains("\"tasks\"", StringComparison.Ordinal) ? "OK" : text;
    }

    public Task<HttpResponseMessage> SendAsync(string binding, Action<HttpRequestMessage>? configure = null) => binding switch
    {
        JsonRpc => SendAsync(HttpVersion.Version11, "/", "application/json", """{"jsonrpc":"2.0","id":1,"method":"ListTasks"}"""u8.ToArray(), configure),
        HttpJson => SendAsync(_host.Url.Scheme == Uri.UriSchemeHttps ? HttpVersion.Version20 : HttpVersion.Version11, "/tasks", null, null, configure),
        Grpc => SendAsync(HttpVersion.Version20, "/lf.a2a.v1.A2AService/ListTasks", "application/grpc", GrpcWire.Frame(new Wire.ListTasksRequest().ToByteArray()), configure),
        GrpcPort => SendAsync(HttpVersion.Version20, $"{_host.GrpcUrl}lf.a2a.v1.A2AService/ListTasks", "application/grpc", GrpcWire.Frame(new Wire.ListTasksRequest().ToByteArray()), configure),
        _ => throw new ArgumentException(binding, nameof(binding)),
    };

    public Task<HttpResponseMessage> GetAsync(string path, Action<HttpRequestMessage>? configure = null) => SendAsync(HttpVersion.Version11, path, null, null, configure);

    /// <summary>Begins to stream a task that waits for the script before it counts to three.</summary>
    public Task<HttpResponseMessage> CountAsync(string binding)
    {
        const string Message = """{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"3"}],"metadata":{"skillId":"count"}}}""";
        var frame = GrpcWire.Frame(JsonParser.Default.Parse<Wire.SendMessageRequest>(Message).ToByteArray());
        return binding switch
        {
            JsonRpc => SendAsync(HttpVersion.Version11, "/", "application/json", Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":1,"method":"SendStreamingMessage","params":{{Message}}}""")),
            HttpJson => SendAsync(HttpVersion.Version20, "/message:stream", "application/json", Encoding.UTF8.GetBytes(Message)),
            Grpc => SendAsync(HttpVersion.Version20, "/lf.a2a.v1.A2AService/SendStreamingMessage", "application/grpc", frame),
            _ => SendAsync(HttpVersion.Version20, $"{_host.GrpcUrl}lf.a2a.v1.A2AService/SendStreamingMessage", "application/grpc", frame),
        };
    }

    /// <summary>Whether a stream goes on to a completed task.</summary>
    public static async Task<bool> EndsWellAsync(HttpResponseMessage stream)
    {
        if (stream.Content.Headers.ContentType!.MediaType == "application/grpc")
        {
            var messages = await GrpcWire.ReadAllAsync(stream);
            return GrpcOutcome.Of(stream).Code == 0 && Wire.StreamResponse.Parser.ParseFrom(messages[^1]).StatusUpdate.Status.State == Wire.TaskState.Completed;
        }

        return (await stream.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("TASK_STATE_COMPLETED", StringComparison.Ordinal);
    }

    /// <summary>Creates a task; gives its identifier.</summary>
    public async Task<string> CreateTaskAsync(Action<HttpRequestMessage>? configure = null)
    {
        using var response = await SendAsync(HttpVersion.Version11, "/message:send", "application/json",
            """{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"hi"}]}}"""u8.ToArray(), configure);
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return answer.RootElement.GetProperty("task").GetProperty("id").GetString()!;
    }

    /// <summary>Whether there is such a task for this client.</summary>
    public async Task<bool> FindsAsync(string id, Action<HttpRequestMessage>? configure = null)
    {
        using var response = await GetAsync($"/tasks/{id}", configure);
        return response.StatusCode == HttpStatusCode.OK ? true : response.StatusCode == HttpStatusCode.NotFound ? false : throw new InvalidOperationException($"{response.StatusCode}");
    }

    public async Task<HttpResponseMessage> SendAsync(Version version, string path, string? contentType, byte[]? body, Action<HttpRequestMessage>? configure = null)
    {
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, path)
        {
            Version = version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body is null ? null : new ByteArrayContent(body),
        };
        request.Content?.Headers.ContentType = new MediaTypeHeaderValue(contentType!);
        configure?.Invoke(request);
        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _client.Dispose();
}
