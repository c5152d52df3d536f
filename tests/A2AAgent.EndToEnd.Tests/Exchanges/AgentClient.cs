using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;

namespace A2AAgent.EndToEnd.Tests.Exchanges;

/// <summary>Sends the JSON of a request over either binding and unwraps what comes back.</summary>
internal sealed class AgentClient : IDisposable
{
    private readonly HttpClient _http;

    public AgentClient(Uri address)
        : this(new HttpClient { BaseAddress = address })
    {
    }

    public AgentClient(HttpClient http)
    {
        _http = http;
        _http.DefaultRequestHeaders.Add("A2A-Version", "1.0");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async Task<JsonElement> GetAsync(string path) => Parse(await _http.GetStringAsync(path, Cancellation));

    /// <summary>Posts a body as it is and gives the body that comes back.</summary>
    public async Task<string> PostAsync(string path, string body)
    {
        using var response = await _http.PostAsync(path, Json(body), Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, text);
        return text;
    }

    /// <summary>Sends a message and gives the task that it made or continued.</summary>
    public async Task<JsonElement> SendAsync(Binding binding, string request)
    {
        var answer = binding == Binding.HttpJson
            ? Parse(await PostAsync("/message:send", request))
            : Result(Parse(await PostAsync("/", Call("SendMessage", request))));
        return answer.GetProperty("task");
    }

    /// <summary>Sends a message and gives the events that come back, each as it arrives.</summary>
    public async IAsyncEnumerable<JsonElement> StreamAsync(Binding binding, string request)
    {
        var (path, body) = binding == Binding.HttpJson ? ("/message:stream", request) : ("/", Call("SendStreamingMessage", request));
        using var message = new HttpRequestMessage(HttpMethod.Post, path) { Content = Json(body) };
        using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        await using var stream = await response.Content.ReadAsStreamAsync(Cancellation);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(Cancellation))
        {
            yield return binding == Binding.HttpJson ? Parse(item.Data) : Result(Parse(item.Data));
        }
    }

    public void Dispose() => _http.Dispose();

    private static string Call(string method, string request) => $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{request}}}""";

    private static JsonElement Result(JsonElement answer) => answer.TryGetProperty("result", out var result) ? result : throw new InvalidOperationException(answer.ToString());

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
