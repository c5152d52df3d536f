using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Tests.Mcp;

/// <summary>A request that came by.</summary>
internal sealed record Recorded(string Method, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>Stands before an MCP server and remembers what it is sent.</summary>
internal sealed class Recorder : IAsyncDisposable
{
    private static readonly string[] OfTheConnection = ["Host", "Content-Length", "Transfer-Encoding", "Connection"];

    private readonly WebApplication _app;
    private readonly HttpClient _client = new(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Channel<Recorded> _arrivals = Channel.CreateUnbounded<Recorded>();
    private readonly ConcurrentQueue<Recorded> _requests = new();
    private readonly string _server;

    private Recorder(string server)
    {
        _server = server;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(ForwardAsync);
    }

    public string Url => $"{_app.Urls.Single()}/mcp";

    public IReadOnlyCollection<Recorded> Requests => _requests;

    public static async Task<Recorder> StartAsync(string server)
    {
        var recorder = new Recorder(server);
        await recorder._app.StartAsync();
        return recorder;
    }

    public async Task<Recorded> WaitForAsync(Func<Recorded, bool> wanted)
    {
        await foreach (var request in _arrivals.Reader.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            if (wanted(request))
            {
                return request;
            }
        }

        throw new InvalidOperationException("No such request came.");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var recorded = new Recorded(
            context.Request.Method, context.Request.Headers.ToDictionary(static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body);
        _requests.Enqueue(recorded);
        await _arrivals.Writer.WriteAsync(recorded);
        using var request = Copy(recorded);
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
            context.Response.StatusCode = (int)response.StatusCode;
            foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated).Where(static header => !OfTheConnection.Contains(header.Key)))
            {
                context.Response.Headers[name] = values.ToString();
            }

            await context.Response.StartAsync(context.RequestAborted);
            await (await response.Content.ReadAsStreamAsync(context.RequestAborted)).CopyToAsync(context.Response.Body, context.RequestAborted);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            context.Abort();
        }
    }

    private HttpRequestMessage Copy(Recorded recorded)
    {
        var request = new HttpRequestMessage(new HttpMethod(recorded.Method), _server);
        if (recorded.Body.Length > 0)
        {
            request.Content = new StringContent(recorded.Body, MediaTypeHeaderValue.Parse(recorded.Headers["Content-Type"]));
        }

        foreach (var (name, value) in recorded.Headers.Where(static header => !OfTheConnection.Contains(header.Key) && header.Key != "Content-Type"))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
