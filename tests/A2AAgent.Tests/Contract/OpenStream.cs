using System.Net.ServerSentEvents;
using System.Text.Json;

namespace A2AAgent.Tests.Contract;

/// <summary>A stream of events that is being received.</summary>
public sealed class OpenStream(HttpResponseMessage response, Func<JsonElement, JsonElement> unwrap) : IAsyncDisposable
{
    private IAsyncEnumerator<JsonElement>? _events;

    public HttpResponseMessage Response { get; } = response;

    /// <summary>The next event; null at the end.</summary>
    public async Task<JsonElement?> NextAsync()
    {
        _events ??= ReadAsync().GetAsyncEnumerator(TestContext.Current.CancellationToken);
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

    private async IAsyncEnumerable<JsonElement> ReadAsync()
    {
        await using var body = await Response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(TestContext.Current.CancellationToken))
        {
            yield return unwrap(JsonDocument.Parse(item.Data).RootElement);
        }
    }
}
