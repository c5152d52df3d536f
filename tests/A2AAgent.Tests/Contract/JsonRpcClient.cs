using System.Net;
using System.Text;
using System.Text.Json;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Contract;

internal sealed class JsonRpcClient(AgentHost host) : IBindingClient
{
    private int _id;

    public async Task<JsonElement> CallAsync(string operation, object? request = null, CallHeaders? headers = null)
    {
        var id = Interlocked.Increment(ref _id);
        using var response = await SendAsync(id, operation, request, headers ?? new CallHeaders());
        return Result(id, response, await ReadAsync(response));
    }

    public async Task<OpenStream> StreamAsync(string operation, object? request = null, CallHeaders? headers = null)
    {
        var id = Interlocked.Increment(ref _id);
        var response = await SendAsync(id, operation, request, headers ?? new CallHeaders());
        if (response.Content.Headers.ContentType?.MediaType == "text/event-stream")
        {
            return OpenStream.OfEvents(response, item => Result(id, response, item));
        }

        using (response)
        {
            throw new InvalidOperationException($"No stream: {Result(id, response, await ReadAsync(response))}");
        }
    }

    private async Task<HttpResponseMessage> SendAsync(int id, string operation, object? request, CallHeaders headers)
    {
        var body = new Dictionary<string, object?> { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = operation };
        if (request is not null)
        {
            body["params"] = request;
        }

        using var message = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new StringContent(TestJson.Write(body), Encoding.UTF8, "application/json"),
        };
        headers.AddTo(message);
        return await host.Client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    private static JsonElement Result(int id, HttpResponseMessage response, JsonElement envelope)
    {
        Assert.Equal("2.0", envelope.GetProperty("jsonrpc").GetString());
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden && envelope.GetProperty("id").ValueKind == JsonValueKind.Null)
        {
            // Who is not let in is told so before the body is read.
            throw ToError(envelope.GetProperty("error"), response);
        }

        Assert.Equal(id, envelope.GetProperty("id").GetInt32());
        return envelope.TryGetProperty("error", out var error) ? throw ToError(error, response) : envelope.GetProperty("result");
    }

    private static BindingError ToError(JsonElement error, HttpResponseMessage response) => ErrorTable.Read(
        reason: ErrorTable.ByJsonRpcCode(error.GetProperty("code").GetInt32(), (int)response.StatusCode),
        error.GetProperty("message").GetString()!,
        error.TryGetProperty("data", out var data) ? data : default);

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
}
