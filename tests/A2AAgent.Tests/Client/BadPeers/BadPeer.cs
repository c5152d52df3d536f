using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using A2AAgent.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Tests.Client.BadPeers;

/// <summary>A peer with a good card, unless the test wants another, that answers calls as the test wants.</summary>
internal sealed class BadPeer : IAsyncDisposable
{
    public const string CardPath = "/.well-known/agent-card.json";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _calls = new();
    private readonly ConcurrentQueue<string> _others = new();

    private BadPeer(WebApplication app) => _app = app;

    public Uri Url { get; private set; } = null!;

    /// <summary>The same over HTTP/2 in clear text.</summary>
    public Uri GrpcUrl { get; private set; } = null!;

    /// <summary>The calls that came, by their paths.</summary>
    public IReadOnlyCollection<string> Calls => _calls;

    /// <summary>What else was asked for.</summary>
    public IReadOnlyCollection<string> Others => _others;

    /// <param name="binding">The binding that the card offers.</param>
    /// <param name="answer">Answers calls.</param>
    /// <param name="card">Answers the request for the card; null for a good card.</param>
    /// <param name="interfaceUrl">What the card says instead of this peer's address.</param>
    /// <param name="certificate">Makes it speak TLS.</param>
    public static async Task<BadPeer> StartAsync(
        string binding, RequestDelegate answer, Func<HttpContext, BadPeer, Task>? card = null, Uri? interfaceUrl = null, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen => Configure(listen, HttpProtocols.Http1, certificate));
            kestrel.Listen(IPAddress.Loopback, 0, listen => Configure(listen, HttpProtocols.Http2, certificate));
        });
        var app = builder.Build();
        var peer = new BadPeer(app);
        app.Run(http => peer.AnswerAsync(http, answer, card ?? ((http, peer) => http.Response.WriteAsJsonAsync(GoodCard(binding, interfaceUrl ?? (binding == ProtocolBindings.Grpc ? peer.GrpcUrl : peer.Url)), Json))));
        await app.StartAsync(TestContext.Current.CancellationToken);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        (peer.Url, peer.GrpcUrl) = (new Uri(addresses[0]), new Uri(addresses[1]));
        return peer;
    }

    public static object GoodCard(string binding, Uri url, string version = "1.0") => new
    {
        name = "Bad Peer",
        description = "Answers as it likes",
        version = "1",
        capabilities = new { streaming = true },
        supportedInterfaces = new[] { new { url = url.AbsoluteUri, protocolBinding = binding, protocolVersion = version } },
        defaultInputModes = new[] { "text/plain" },
        defaultOutputModes = new[] { "text/plain" },
        skills = new[] { new { id = "s", name = "s", description = "s", tags = new[] { "t" } } },
    };

    /// <summary>A card that offers one binding at several addresses.</summary>
    public static string CardOf(string binding, params IEnumerable<Uri> urls) => $$"""
        {"name":"n","description":"d","version":"1","capabilities":{},"defaultInputModes":["text/plain"],"defaultOutputModes":["text/plain"],"skills":[],
         "supportedInterfaces":[{{string.Join(',', urls.Select(url => $$"""{"url":"{{url}}","protocolBinding":"{{binding}}","protocolVersion":"1.0"}"""))}}]}
        """;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static System.Text.Json.JsonSerializerOptions Json { get; } = new(System.Text.Json.JsonSerializerDefaults.Web);

    private static void Configure(ListenOptions listen, HttpProtocols protocols, X509Certificate2? certificate)
    {
        listen.Protocols = protocols;
        if (certificate is not null)
        {
            listen.UseHttps(certificate);
        }
    }

    private Task AnswerAsync(HttpContext http, RequestDelegate answer, Func<HttpContext, BadPeer, Task> card)
    {
        var path = http.Request.Path.Value!;
        if (path == CardPath)
        {
            _others.Enqueue(path);
            return card(http, this);
        }

        (path.StartsWith("/.well-known", StringComparison.Ordinal) ? _others : _calls).Enqueue(path);
        return answer(http);
    }
}
