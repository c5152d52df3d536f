using System.Net;
using System.Threading.Channels;
using A2AAgent.Tests.Security.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace A2AAgent.EndToEnd.Tests.Proxies;

/// <summary>A server somewhere, over TLS when an authority has a certificate for it; it says what it was asked for and answers 200.</summary>
internal sealed class HttpsServer : IAsyncDisposable
{
    private readonly Channel<string> _requests = Channel.CreateUnbounded<string>();
    private readonly WebApplication _app;

    private HttpsServer(Authority? root, string name)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (root is not null)
            {
                listen.UseHttps(root.Issue(new Leaf { Subject = $"CN={name}", DnsNames = [name] }));
            }
        }));
        _app = builder.Build();
        _app.Run(http =>
        {
            _requests.Writer.TryWrite($"{http.Request.Method} {http.Request.Path}");
            return Task.CompletedTask;
        });
    }

    public int Port => new Uri(_app.Urls.Single()).Port;

    public static async Task<HttpsServer> StartAsync(Authority? root, string name)
    {
        var server = new HttpsServer(root, name);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>The next request.</summary>
    public async Task<string> NextAsync() => await _requests.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>A text in a file for the time of a test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(string text) => File.WriteAllText(Path, text);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Guid.NewGuid():N}.pem");

    public void Dispose() => File.Delete(Path);
}
