using System.Net.Http.Json;
using System.Text.Json;
using A2AAgent.Protocol.JsonRpc;
using A2AAgent.Server.Bindings.Http;
using A2AAgent.Server.Bindings.Sse;
using A2AAgent.Server.Bindings.V03;
using A2AAgent.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace A2AAgent.Tests.V03;

/// <summary>The binding of 0.3 on a real Kestrel, before a service that keeps webhooks.</summary>
internal sealed class WebhookHost : IAsyncDisposable
{
    private readonly V03Binding _binding = new(
        new Webhooks(),
        RequestJson.Options(64),
        new EventStreamWriter(TimeSpan.FromSeconds(15), TimeProvider.System, new Draining(), NullLogger<EventStreamWriter>.Instance));

    private readonly WebApplication _app;
    private readonly HttpClient _client = new();

    private WebhookHost()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/", AnswerAsync);
    }

    public static async Task<WebhookHost> StartAsync()
    {
        var host = new WebhookHost();
        await host._app.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    /// <summary>Calls a method below <c>tasks/pushNotificationConfig/</c>.</summary>
    public async Task<JsonElement> CallAsync(string method, object parameters)
    {
        var body = new { jsonrpc = "2.0", id = 1, method = $"tasks/pushNotificationConfig/{method}", @params = parameters };
        using var response = await _client.PostAsJsonAsync(_app.Urls.Single(), body, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return answer.GetProperty("result");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        Task? answered;
        using (var body = await RequestBody.ReadAsync(http.Request, http.RequestAborted))
        {
            var request = new JsonRpcRequest();
            request.Read(body.Utf8, RequestJson.Options(64));
            Assert.True(_binding.TryInvoke(http, request, body.Utf8, out answered));
        }

        await answered;
    }
}
