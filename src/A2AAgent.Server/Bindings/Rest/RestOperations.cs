using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Diagnostics;
using A2AAgent.Protocol.Json;
using A2AAgent.Server.Bindings.Http;
using A2AAgent.Server.Bindings.Sse;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Diagnostics.Metrics;
using A2AAgent.Server.Diagnostics.Tracing;
using A2AAgent.Server.Limits;
using A2AAgent.Server.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Bindings.Rest;

/// <summary>The handlers of the HTTP+JSON binding: address, query and body in, result or stream out.</summary>
internal sealed class RestOperations(IServiceProvider services)
{
    private readonly IAgentService _service = services.GetRequiredService<IAgentService>();
    private readonly Admission _admission = services.GetRequiredService<Admission>();
    private readonly OperationMetrics _metrics = services.GetRequiredService<OperationMetrics>();
    private readonly OperationSpans _spans = services.GetRequiredService<OperationSpans>();
    private readonly EventStreamWriter _streams = services.GetRequiredService<EventStreamWriter>();
    private readonly ILogger _logger = services.GetRequiredService<ILogger<RestOperations>>();
    private readonly JsonReaderOptions _reader = RequestJson.Options(services.GetRequiredService<AgentOptions>().Limits.JsonDepth);

    private static ProtocolJsonContext Json => ProtocolJson.Context;

    public Task SendMessageAsync(HttpContext http) => HandleAsync(http, OperationNames.SendMessage, async call =>
    {
        var request = await ReadBodyAsync(http, Json.SendMessageRequest);
        await call.AnswerAsync(await _service.SendMessageAsync(request, call.Context, call.Aborted), Json.SendMessageResponse);
    });

    public Task SendStreamingMessageAsync(HttpContext http) => HandleAsync(http, OperationNames.SendStreamingMessage, async call =>
    {
        var request = await ReadBodyAsync(http, Json.SendMessageRequest);
        await call.AnswerAsync(await _service.SendStreamingMessageAsync(request, call.Context, call.Aborted), _streams);
    });

    public Task GetTaskAsync(HttpContext http) => HandleAsync(http, OperationNames.GetTask, async call =>
    {
        var request = new GetTaskRequest { Tenant = call.Tenant, Id = call.Id, HistoryLength = call.Query.Int32("historyLength", "history_length") };
        await call.AnswerAsync(await _service.GetTaskAsync(request, call.Context, call.Aborted), Json.AgentTask);
    });

    public Task ListTasksAsync(HttpContext http) => HandleAsync(http, OperationNames.ListTasks, async call =>
    {
        var query = call.Query;
        var request = new ListTasksRequest
        {
            Tenant = call.Tenant,
            ContextId = query.Text("contextId", "context_id"),
            Status = query.State("status"),
            PageSize = query.Int32("pageSize", "page_size"),
            PageToken = query.Text("pageToken", "page_token"),
            HistoryLength = query.Int32("historyLength", "history_length"),
            StatusTimestampAfter = query.Timestamp("statusTimestampAfter", "status_timestamp_after"),
            IncludeArtifacts = query.Boolean("includeArtifacts", "include_artifacts"),
        };
        await call.AnswerAsync(await _service.ListTasksAsync(request, call.Context, call.Aborted), Json.ListTasksResponse);
    });

    public Task CancelTaskAsync(HttpContext http) => HandleAsync(http, OperationNames.CancelTask, async call =>
    {
        var request = HasBody(http) ? await ReadCancelAsync(http, call.Id) : new CancelTaskRequest { Tenant = call.Tenant, Id = call.Id };
        await call.AnswerAsync(await _service.CancelTaskAsync(request, call.Context, call.Aborted), Json.AgentTask);
    });

    public Task SubscribeToTaskAsync(HttpContext http) => HandleAsync(http, OperationNames.SubscribeToTask, async call =>
    {
        var request = new SubscribeToTaskRequest { Tenant = call.Tenant, Id = call.Id };
        await call.AnswerAsync(await _service.SubscribeToTaskAsync(request, call.Context, call.Aborted), _streams);
    });

    public Task CreatePushConfigAsync(HttpContext http) => HandleAsync(http, OperationNames.CreateTaskPushNotificationConfig, async call =>
    {
        var request = await ReadBodyAsync(http, Json.TaskPushNotificationConfig);
        await call.AnswerAsync(
            await _service.CreateTaskPushNotificationConfigAsync(request with { TaskId = call.Id }, call.Context, call.Aborted), Json.TaskPushNotificationConfig);
    });

    public Task ListPushConfigsAsync(HttpContext http) => HandleAsync(http, OperationNames.ListTaskPushNotificationConfigs, async call =>
    {
        var request = new ListTaskPushNotificationConfigsRequest
        {
            Tenant = call.Tenant,
            TaskId = call.Id,
            PageSize = call.Query.Int32("pageSize", "page_size") ?? 0,
            PageToken = call.Query.Text("pageToken", "page_token"),
        };
        await call.AnswerAsync(
            await _service.ListTaskPushNotificationConfigsAsync(request, call.Context, call.Aborted), Json.ListTaskPushNotificationConfigsResponse);
    });

    public Task GetPushConfigAsync(HttpContext http) => HandleAsync(http, OperationNames.GetTaskPushNotificationConfig, async call =>
    {
        var request = new GetTaskPushNotificationConfigRequest { Tenant = call.Tenant, TaskId = call.Id, Id = call.ConfigId };
        await call.AnswerAsync(await _service.GetTaskPushNotificationConfigAsync(request, call.Context, call.Aborted), Json.TaskPushNotificationConfig);
    });

    public Task DeletePushConfigAsync(HttpContext http) => HandleAsync(http, OperationNames.DeleteTaskPushNotificationConfig, async call =>
    {
        var request = new DeleteTaskPushNotificationConfigRequest { Tenant = call.Tenant, TaskId = call.Id, Id = call.ConfigId };
        await _service.DeleteTaskPushNotificationConfigAsync(request, call.Context, call.Aborted);
        await call.AnswerEmptyAsync();
    });

    public Task GetExtendedAgentCardAsync(HttpContext http) => HandleAsync(http, OperationNames.GetExtendedAgentCard, async call =>
    {
        // It is for one caller only, and what that one may see can change at any time.
        http.Response.Headers.CacheControl = "private, no-store";
        await call.AnswerAsync(await _service.GetExtendedAgentCardAsync(new GetExtendedAgentCardRequest { Tenant = call.Tenant }, call.Context, call.Aborted), Json.AgentCard);
    });

    private async Task HandleAsync(HttpContext http, string name, Func<RestCall, Task> operation)
    {
        var began = _metrics.Begin();
        var span = _spans.Begin(http, TelemetryNames.Bindings.Rest, name);
        var error = OperationMetrics.Fault;
        try
        {
            await _admission.AdmitAsync(http);
            var call = new RestCall(http);
            Negotiation.RequireVersion(call.Context);
            await operation(call);
            error = null;
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            error = OperationMetrics.Left;
            if (HttpFailure.From(e, http, _logger) is { } failure)
            {
                error = failure.Error.Reason;
                _spans.Failed(failure);
                await RestCall.ErrorAsync(http, failure);
            }
        }
        finally
        {
            _metrics.End(began, http, TelemetryNames.Bindings.Rest, name, error);
            OperationSpans.End(span, http, name, error);
        }
    }

    private async ValueTask<T> ReadBodyAsync<T>(HttpContext http, JsonTypeInfo<T> typeInfo)
        where T : class
    {
        MediaTypes.RequireJson(http.Request);
        using var body = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        return Read(body.Utf8, typeInfo);
    }

    private async ValueTask<CancelTaskRequest> ReadCancelAsync(HttpContext http, string id)
    {
        MediaTypes.RequireJson(http.Request);
        using var body = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        return CancelBody.Read(body.Utf8, _reader, id);
    }

    private T Read<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> typeInfo)
        where T : class
    {
        var reader = new Utf8JsonReader(body, _reader);
        var request = RequestJson.Read(ref reader, typeInfo);

        RequestJson.End(ref reader);
        return request;
    }

    private static bool HasBody(HttpContext http) =>
        http.Request.ContentLength is > 0 || (http.Request.ContentLength is null && http.Request.Headers.TransferEncoding.Count > 0);
}
