using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Contract;

internal sealed class HttpJsonClient(AgentHost host) : IBindingClient
{
    public async Task<JsonElement> CallAsync(string operation, object? request = null, CallHeaders? headers = null)
    {
        using var response = await SendAsync(operation, request, headers ?? new CallHeaders());
        Assert.Equal("application/a2a+json", response.Content.Headers.ContentType?.MediaType);
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        return response.IsSuccessStatusCode ? body : throw ToError(response, body);
    }

    public async Task<OpenStream> StreamAsync(string operation, object? request = null, CallHeaders? headers = null)
    {
        var response = await SendAsync(operation, request, headers ?? new CallHeaders());
        if (response.IsSuccessStatusCode)
        {
            Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
            return OpenStream.OfEvents(response, static item => item);
        }

        using (response)
        {
            throw ToError(response, JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string operation, object? request, CallHeaders headers)
    {
        var fields = (JsonObject?)JsonNode.Parse(TestJson.Write(request ?? new { }))!;
        using var message = ToMessage(operation, fields);
        headers.AddTo(message);
        return await host.Client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    public static HttpRequestMessage ToMessage(string operation, JsonObject fields) => operation switch
    {
        "SendMessage" => Post("/message:send", fields),
        "SendStreamingMessage" => Post("/message:stream", fields),
        "GetTask" => Get($"/tasks/{Take(fields, "id")}", fields),
        "ListTasks" => Get("/tasks", fields),
        "CancelTask" => Post($"/tasks/{Take(fields, "id")}:cancel", fields),
        "SubscribeToTask" => Get($"/tasks/{Take(fields, "id")}:subscribe", fields),
        "CreateTaskPushNotificationConfig" => Post($"/tasks/{Take(fields, "taskId")}/pushNotificationConfigs", fields),
        "ListTaskPushNotificationConfigs" => Get($"/tasks/{Take(fields, "taskId")}/pushNotificationConfigs", fields),
        "GetTaskPushNotificationConfig" => Get($"/tasks/{Take(fields, "taskId")}/pushNotificationConfigs/{Take(fields, "id")}", fields),
        "DeleteTaskPushNotificationConfig" => new(HttpMethod.Delete, $"/tasks/{Take(fields, "taskId")}/pushNotificationConfigs/{Take(fields, "id")}"),
        "GetExtendedAgentCard" => Get("/extendedAgentCard", fields),
        _ => throw new ArgumentException(operation, nameof(operation)),
    };

    private static string Take(JsonObject fields, string name)
    {
        var value = fields[name]!.GetValue<string>();
        fields.Remove(name);
        return Uri.EscapeDataString(value);
    }

    private static HttpRequestMessage Post(string path, JsonObject fields) => new(HttpMethod.Post, path)
    {
        Content = new StringContent(fields.ToJsonString(), Encoding.UTF8, "application/a2a+json"),
    };

    private static HttpRequestMessage Get(string path, JsonObject fields) => new(HttpMethod.Get,
        $"{path}?{string.Join('&', fields.Select(static field => $"{field.Key}={Uri.EscapeDataString(field.Value!.ToString())}"))}");

    private static BindingError ToError(HttpResponseMessage response, JsonElement body)
    {
        var error = body.GetProperty("error");
        Assert.Equal((int)response.StatusCode, error.GetProperty("code").GetInt32());
        var read = ErrorTable.Read(ErrorTable.ByHttpStatus((int)response.StatusCode), error.GetProperty("message").GetString()!, error.TryGetProperty("details", out var details) ? details : default);
        ErrorTable.CheckHttp(read.Reason, (int)response.StatusCode, error.GetProperty("status").GetString()!);
        return read;
    }
}
