using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Tests.Push;

/// <summary>A webhook on a real Kestrel that answers as a test tells it, and can be restarted on its port.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly Channel<Notification> _accepted = Channel.CreateUnbounded<Notification>();
    private readonly ConcurrentQueue<Notification> _all = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly Func<HttpContext, int, Task> _answer;
    private readonly Action<ListenOptions> _listen;
    private readonly IPAddress _address;
    private WebApplication _app;
    private int _requests;

    private Receiver(Func<HttpContext, int, Task> answer, IPAddress address, Action<ListenOptions> listen)
    {
        (_answer, _address, _listen) = (answer, address, listen);
        _app = Build(port: 0);
    }

    public string Url { get; private set; } = "";

    /// <summary>How many requests have come, answered or not.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public IReadOnlyCollection<Notification> All => _all;

    public static Task<Receiver> StartAsync() => StartAsync(static _ => 200);

    /// <param name="status">The status of the answer to the request of that number, which counts from 1.</param>
    public static Task<Receiver> StartAsync(Func<int, int> status) => StartAsync((http, number) =>
    {
        http.Response.StatusCode = status(number);
        return Task.CompletedTask;
    });

    public static Task<Receiver> StartAsync(Func<HttpContext, int, Task> answer) => StartAsync(answer, IPAddress.Loopback, static _ => { });

    public static async Task<Receiver> StartAsync(Func<HttpContext, int, Task> answer, IPAddress address, Action<ListenOptions> listen, int port = 0)
    {
        var receiver = new Receiver(answer, address, listen);
        if (port != 0)
        {
            receiver._app = receiver.Build(port);
        }

        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        receiver.Url = $"{receiver._app.Urls.Single()}/hook/secret-path?key=secret-query";
        return receiver;
    }

    public int Port => new Uri(Url).Port;

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async Task RestartAsync()
    {
        await _app.DisposeAsync();
        _app = Build(Port);
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The next event that was answered with 2xx.</summary>
    public async Task<Notification> NextAsync() => await _accepted.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Waits until one more request has come.</summary>
    public Task ArrivedAsync() => _arrived.WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>The accepted events up to the first that ends the task, without those that came again.</summary>
    public async Task<List<Notification>> UntilEndAsync()
    {
        var events = new List<Notification>();
        do
        {
            var next = await NextAsync();
            if (events.Count == 0 || events[^1].Sequence < next.Sequence)
            {
                events.Add(next);
            }
            else
            {
                Assert.Contains(events, known => known.Sequence == next.Sequence);
            }
        }
        while (!events[^1].IsEnd);
        return events;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _arrived.Dispose();
    }

    private WebApplication Build(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(_address, port, _listen));
        var app = builder.Build();
        app.Run(HandleAsync);
        return app;
    }

    private async Task HandleAsync(HttpContext http)
    {
        var body = await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
        var notification = new Notification(
            body.RootElement, http.Request.Headers.ToDictionary(static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), http.Request.ContentType);
        var number = Interlocked.Increment(ref _requests);
        _all.Enqueue(notification);
        _arrived.Release();
        await _answer(http, number);
        if (http.Response.StatusCode is >= 200 and < 300)
        {
            _accepted.Writer.TryWrite(notification);
        }
    }
}

/// <summary>A request to a webhook.</summary>
internal sealed record Notification(JsonElement Body, IReadOnlyDictionary<string, string> Headers, string? ContentType)
{
    public int Sequence => int.Parse(Headers["X-A2A-Notification-Sequence"], System.Globalization.CultureInfo.InvariantCulture);

    public bool IsEnd => State is "TASK_STATE_COMPLETED" or "TASK_STATE_CANCELED" or "TASK_STATE_FAILED" or "TASK_STATE_REJECTED";

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The state, or the text of the artifact.</summary>
    public string? State => Body.EnumerateObject().Single() is var item && item.Value.TryGetProperty("status", out var status)
        ? status.GetProperty("state").GetString()
        : item.Value.GetProperty("artifact").GetProperty("parts")[0].GetProperty("text").GetString();

    public string Kind => Body.EnumerateObject().Single().Name;
}
