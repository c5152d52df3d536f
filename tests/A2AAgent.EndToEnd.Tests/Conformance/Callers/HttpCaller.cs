using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace A2AAgent.EndToEnd.Tests.Conformance.Callers;

/// <summary>What the two bindings over plain HTTP have in common: JSON bodies and Server-Sent Events.</summary>
internal abstract class HttpCaller(string? extensions) : Caller
{
    private readonly HttpClient _http = new();

    public sealed override string? ActiveExtensions { get; protected set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public sealed override async Task<JsonElement> CallAsync(string operation, JsonObject request)
    {
        using var response = await SendAsync(operation, request);
        return Unwrap(response, Parse(await response.Content.ReadAsStringAsync(Cancellation)));
    }

    public sealed override async IAsyncEnumerable<JsonElement> StreamAsync(string operation, JsonObject request)
    {
        using var response = await SendAsync(operation, request);
        if (response.Content.Headers.ContentType?.MediaType != "text/event-stream")
        {
            var answer = Unwrap(response, Parse(await response.Content.ReadAsStringAsync(Cancellation)));
            throw new InvalidOperationException($"Neither a stream nor an error: {answer}");
        }

        await using var stream = await response.Content.ReadAsStreamAsync(Cancellation);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(Cancellation))
        {
            yield return Unwrap(response, Parse(item.Data));
        }
    }

    public sealed override void Dispose() => _http.Dispose();

    protected abstract HttpRequestMessage ToMessage(string operation, JsonObject request);

    /// <summary>The answer out of what the binding puts around it.</summary>
    /// <exception cref="NamedError">It is an error.</exception>
    protected abstract JsonElement Unwrap(HttpResponseMessage response, JsonElement body);

    protected static StringContent Json(JsonObject body, string mediaType) => new(body.ToJsonString(), Encoding.UTF8, mediaType);

    private async Task<HttpResponseMessage> SendAsync(string operation, JsonObject request)
    {
        using var message = ToMessage(operation, request);
        message.Headers.Add("A2A-Version", "1.0");
        if (extensions is not null)
        {
            message.Headers.Add("A2A-Extensions", extensions);
        }

        var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        ActiveExtensions = response.Headers.TryGetValues("A2A-Extensions", out var active) ? string.Join(", ", active) : null;
        return response;
    }

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
