using System.Net.Http.Headers;
using System.Text.Json;

namespace A2AAgent.Load.Client;

/// <summary>
/// The least that gets the same answer: the body and the headers that the client has sent once, posted as they are; the answer's bytes read
/// whole and their JSON parsed once.
/// </summary>
internal sealed class RawExchange(HttpClient http, SentRequest sent) : IExchange
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public async Task CallAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, sent.Url) { Content = new ByteArrayContent(sent.Body) };
        request.Content.Headers.ContentType = Json;
        foreach (var (name, value) in sent.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
        using var answer = JsonDocument.Parse(body);
        Echo.Require(answer.RootElement.GetProperty("result").GetProperty("message").GetProperty("parts")[0].GetProperty("text").ValueEquals(Echo.Text));
    }
}
