using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace A2AAgent.EndToEnd.Tests.Replicas.Load;

/// <summary>Takes the push notifications of all tasks, each at a path of its own, in the order in which they arrive.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Delivery>> _deliveries = new(StringComparer.Ordinal);
    private readonly WebApplication _app;

    private WebhookReceiver(WebApplication app) => _app = app;

    /// <summary>Called with each delivery before it is answered.</summary>
    public Func<Delivery, Task>? Answering { get; set; }

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(builder.Build());
        receiver._app.Run(receiver.TakeAsync);
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public string UrlOf(string name) => $"{_app.Urls.Single()}/{name}";

    /// <summary>What has arrived so far.</summary>
    public IReadOnlyList<Delivery> Of(string name) => [.. _deliveries.GetValueOrDefault($"/{name}") ?? []];

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new StreamReader(http.Request.Body);
        var json = await body.ReadToEndAsync(http.RequestAborted);
        var sequence = long.Parse(http.Request.Headers["X-A2A-Notification-Sequence"].ToString(), CultureInfo.InvariantCulture);
        var delivery = new Delivery(sequence, json);
        _deliveries.GetOrAdd(http.Request.Path.Value!, static _ => new()).Enqueue(delivery);
        if (Answering is { } answering)
        {
            await answering(delivery);
        }
    }
}

/// <summary>A push notification as it arrived.</summary>
/// <param name="Sequence">The event's number in its task.</param>
/// <param name="Json">The event.</param>
internal sealed record Delivery(long Sequence, string Json);
