using System.Text.Json;
using System.Text.Json.Nodes;

namespace A2AAgent.EndToEnd.Tests.Conformance.Callers;

internal sealed class HttpJsonCaller(string url, string? extensions) : HttpCaller(extensions)
{
    protected override HttpRequestMessage ToMessage(string operation, JsonObject request) => operation switch
    {
        "SendMessage" => Post("/message:send", request),
        "SendStreamingMessage" => Post("/message:stream", request),
        "GetTask" => Get($"/tasks/{request["id"]}"),
        "CancelTask" => Post($"/tasks/{request["id"]}:cancel", []),
        "SubscribeToTask" => Get($"/tasks/{request["id"]}:subscribe"),
        "CreateTaskPushNotificationConfig" => Post($"/tasks/{request["taskId"]}/pushNotificationConfigs", request),
        "ListTaskPushNotificationConfigs" => Get($"/tasks/{request["taskId"]}/pushNotificationConfigs"),
        "GetExtendedAgentCard" => Get("/extendedAgentCard"),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, message: null),
    };

    protected override JsonElement Unwrap(HttpResponseMessage response, JsonElement body) =>
        response.IsSuccessStatusCode ? body : throw NamedError.Of(body.GetProperty("error"), "details");

    private HttpRequestMessage Get(string path) => new(HttpMethod.Get, url + path);

    private HttpRequestMessage Post(string path, JsonObject body) => new(HttpMethod.Post, url + path) { Content = Json(body, "application/a2a+json") };
}
