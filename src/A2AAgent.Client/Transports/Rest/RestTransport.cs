using System.Net;
using A2AAgent.Client.Calls;
using A2AAgent.Client.Transports.Http;
using A2AAgent.Client.Transports.JsonRpc;
using A2AAgent.Protocol.Diagnostics;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Client.Transports.Rest;

/// <summary>Calls an agent by HTTP+JSON (specification, section 11).</summary>
internal sealed class RestTransport(AgentChannel channel) : IAgentService
{
    private readonly RestAddress _address = new(channel);
    private readonly RestCalls _calls = new(channel);
    private volatile HttpMethod _subscribe = HttpMethod.Post;

    public ValueTask<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CallContext context, CancellationToken cancellationToken)
    {
        const string Operation = OperationNames.SendMessage;
        var url = _address.Of(Operation, request.Tenant, "/message:send");
        return _calls.CallAsync<SendMessageResponse, SendMessageResponseConverter>(Operation, HttpMethod.Post, url, context, cancellationToken, Body(request));
    }

    public async ValueTask<IAsyncEnumerable<StreamEvent>> SendStreamingMessageAsync(SendMessageRequest request, CallContext context, CancellationToken cancellationToken)
    {
        const string Operation = OperationNames.SendStreamingMessage;
        var url = _address.Of(Operation, request.Tenant, "/message:stream");
        var response = await _calls.OpenAsync(Operation, HttpMethod.Post, url, context, cancellationToken, Body(request)).ConfigureAwait(false);
        return await _calls.StreamAsync(response, Operation, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<AgentTask> GetTaskAsync(GetTaskRequest request, CallContext context, CancellationToken cancellationToken)
    {
        const string Operation = OperationNames.GetTask;
        var query = new RestParameters().Add("historyLength", request.HistoryLength);
        var url = _address.Of(Operation, request.Tenant, $"/tasks/{_address.Segment(Operation, "id", request.Id)}", query.ToString());
        return _calls.CallAsync<AgentTask, AgentTaskConverter>(Operation, HttpMethod.Get, url, context, cancellationToken);
    }

    public ValueTask<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CallContext context, CancellationToken cancellationToken)
    {
        const string Operation = OperationNames.ListTasks;
        var query = new RestParameters()
            .Add("contextId", request.ContextId)
            .Add("status", request.Status)
            .Add("pageSize", request.PageSize)
            .Add("pageToken", request.PageToken)
            .Add("historyLength", request.HistoryLength)
            .Add("statusTimestampAfter", request.StatusTimestampAfter)
            .Add("includeArtifacts", request.IncludeArtifacts);
        var url = _address.Of(Operation, request.Tenant, "/tasks", query.ToString());
        return _calls.CallAsync<ListTasksResponse, ListTasksResponseConverter>(Operation, HttpMethod.Get, url, context, cancellationToken);
    }

    public ValueTask<AgentTask> CancelTaskAsync(CancelTaskRequest request, CallContext context, CancellationToken cancellationToken)
    {
        const string Operation = OperationNames.CancelTask;
        var url = _address.Of(Operation, request.Tenant, $"/tasks/{_address.Segment(Operation, "id", request.Id)}:cancel");
        var body = ProtocolJson.ToUtf8<CancelTaskRequest, CancelTaskRequestConverter>(request with { Tenant = "", Id = "" });
        return _calls.CallAsync<AgentTask, AgentTaskConverter>(Operation, HttpMethod.Post, url, context, cancellationToken, body);
    }

    /// <remarks>The text of the specification says POST and its definition GET; agents serve one or both.</remarks>
    public async ValueTask<IAsyncEnumerable<StreamEvent>> SubscribeToTaskAsync(SubscribeToTaskRequest request, CallContext context, CancellationToken cancellationToken)
    {
        const string Operation = OperationNames.SubscribeToTask;
        var url = _address.Of(Operation, request.Tenant, $"/tasks/{_address.Segment(Operation, "id", request.Id)}:subscribe");
        var method = _subscribe;
        var response = await _calls.OpenAsync(Operation, method, url, context, cancellationToken).ConfigureAwait(false);
        if (method == HttpMethod.Post && IsNotServed(response))
        {
            response.Dispose();
            _subscribe = HttpMethod.Get;
            response = await _calls.OpenAsync(Operation, HttpMethod.Get, url, context, cancellationToken).ConfigureAwait(false);
        }

        return await _calls.StreamAsync(response, Operation, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<TaskPushNotificationConfig> CreateTaskPushNotificationConfigAsync(TaskPushNotificationConfig request, CallContext context, CancellationToken cancellationToken)
    {
        const string Operation = OperationNames.CreateTaskPushNotificationConfig;
        var body = ProtocolJson.ToUtf8<TaskPushNotificationConfig, TaskPushNotificationConfigConverter>(request with { Tenant = "" });
        var url = Configs(Operation, request.Tenant, request.TaskId);
        return _calls.CallAsync<TaskPushNotificationConfig, TaskPushNotificationConfigConverter>(Operation, HttpMethod.Post, url, context, cancellationToken, body);
    }

    public ValueTask<TaskPushNotificationConfig> GetTaskPushNotificationConfigAsync(GetTaskPushNotificationConfigRequest request, CallContext context, CancellationToken cancellationToken)
    {
        const string Operation = OperationNames.GetTaskPushNotificationConfig;
        var url = Configs(Operation, request.Tenant, request.TaskId, $"/{_address.Segment(Operation, "id", request.Id)}");
        return _calls.CallAsync<TaskPushNotificationConfig, TaskPushNotificationConfigConverter>(Operation, HttpMethod.Get, url, context, cancellationToken);
    }

    public ValueTask<ListTaskPushNotificationConfigsResponse> ListTaskPushNotificationConfigsAsync(ListTaskPushNotificationConfigsRequest request, CallContext context, CancellationToken cancellationToken)
    {
        const string Operation = OperationNames.ListTaskPushNotificationConfigs;
        var query = new RestParameters().Add("pageSize", request.PageSize > 0 ? request.PageSize : null).Add("pageToken", request.PageToken);
        var url = Configs(Operation, request.Tenant, request.TaskId, query: query.ToString());
        return _calls.CallAsync<ListTaskPushNotificationConfigsResponse, ListTaskPushNotificationConfigsResponseConverter>(Operation, HttpMethod.Get, url, context, cancellationToken);
    }

    public async ValueTask DeleteTaskPushNotificationConfigAsync(DeleteTaskPushNotificationConfigRequest request, CallContext context, CancellationToken cancellationToken)
    {
        const string Operation = OperationNames.DeleteTaskPushNotificationConfig;
        var url = Configs(Operation, request.Tenant, request.TaskId, $"/{_address.Segment(Operation, "id", request.Id)}");
        await _calls.CallAsync<Nothing, NothingJson>(Operation, HttpMethod.Delete, url, context, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<AgentCard> GetExtendedAgentCardAsync(GetExtendedAgentCardRequest request, CallContext context, CancellationToken cancellationToken)
    {
        const string Operation = OperationNames.GetExtendedAgentCard;
        var url = _address.Of(Operation, request.Tenant, "/extendedAgentCard");
        return _calls.CallAsync<AgentCard, AgentCardConverter>(Operation, HttpMethod.Get, url, context, cancellationToken);
    }

    private static byte[] Body(SendMessageRequest request) => ProtocolJson.ToUtf8<SendMessageRequest, SendMessageRequestConverter>(request with { Tenant = "" });

    private static bool IsNotServed(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.MethodNotAllowed || (response.StatusCode == HttpStatusCode.NotFound && !AnswerReader.IsJson(response));

    private Uri Configs(string operation, string tenant, string taskId, string below = "", string query = "") =>
        _address.Of(operation, tenant, $"/tasks/{_address.Segment(operation, "taskId", taskId)}/pushNotificationConfigs{below}", query);
}
