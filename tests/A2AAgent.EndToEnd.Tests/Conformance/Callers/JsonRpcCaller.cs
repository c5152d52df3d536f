using System.Text.Json;
using System.Text.Json.Nodes;

namespace A2AAgent.EndToEnd.Tests.Conformance.Callers;

internal sealed class JsonRpcCaller(string url, string? extensions) : HttpCaller(extensions)
{
    protected override HttpRequestMessage ToMessage(string operation, JsonObject request) => new(HttpMethod.Post, url)
    {
        Content = Json(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = "1", ["method"] = operation, ["params"] = request }, "application/json"),
    };

    protected override JsonElement Unwrap(HttpResponseMessage response, JsonElement body) =>
        body.TryGetProperty("error", out var error) ? throw NamedError.Of(error, "data") : body.GetProperty("result");
}
