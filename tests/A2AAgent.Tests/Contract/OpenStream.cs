using System.Net.ServerSentEvents;
using System.Text.Json;

namespace A2AAgent.Tests.Contract;

/// <summary>A stream of events that is being received.</summary>
public sealed class OpenStream(HttpResponseMessage response, Func<IAsyncEnumerable<JsonElement>> read) : IAsyncDisposable
{
    private IAsyncEnumerator<JsonElement>? _events;

    public HttpResponseMessage Response { get; } = response;

    /// <summary>The next event; null at the end.</summary>
    public async Task<JsonElement?> NextAsync()
    {
        _events ??= read().GetAsyncEnumerator(TestContext.Current.CancellationToken);
        return await _events.MoveNextAsync() ? _events.Current : null;
    }

    public async Task<List<JsonElement>> ToListAsync()
    {
        var events = new List<JsonElement>();
        while (await NextAsync() is { } next)
        {
            events.Add(next);
        }

        return events;
    }

    public async ValueTask DisposeAsync()
    {
        if (_events is not null)
        {
            await _events.DisposeAsync();
        }

        Response.Dispose();
    }

    /// <summary>A stream of Server-Sent Events.</summary>
    public static OpenStream OfEvents(HttpResponseMessage response, Func<JsonElement, JsonElement> unwrap) => new(response, () => ReadEventsAsync(response, unwrap));

    private static async IAsyncEnumerable<JsonElement> ReadEventsAsync(HttpResponseMessage response, Func<JsonElement, JsonElement> unwrap)
    {
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(TestContext.Current.CancellationToken))
        {
            yield return unwrap(JsonDocument.Parse(item.Data).RootElement);
        }
    }
}
