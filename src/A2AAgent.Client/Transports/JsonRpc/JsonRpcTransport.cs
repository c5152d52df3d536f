using System.Text.Json;
using A2AAgent.Client.Calls;
using A2AAgent.Client.Transports.Http;
using A2AAgent.Client.Transports.Sse;
using A2AAgent.Protocol.Diagnostics;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Client.Transports.JsonRpc;

/// <summary>Calls an agent by JSON-RPC 2.0 over HTTP (specification, section 9).</summary>
internal sealed class JsonRpcTransport(AgentChannel channel) : IAgentService
{
    private const string Json = "application/json";
    private const string Events = "text/event-stream";

    public ValueTask<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CallContext context, CancellationToken cancellationToken) =>
        CallAsync<SendMessageRequest, SendMessageRequestConverter, SendMessageResponse, SendMessageResponseConverter>(OperationNames.SendMessage, request, context, cancellationToken);

    public ValueTask<IAsyncEnumerable<StreamEvent>> SendStreamingMessageAsync(SendMessageRequest request, CallContext context, CancellationToken cancellationToken) =>
        StreamAsync<SendMessageRequest, SendMessageRequestConverter>(OperationNames.SendStreamingMessage, request, context, cancellationToken);

    public ValueTask<AgentTask> GetTaskAsync(GetTaskRequest request, CallContext context, CancellationToken cancellationToken) =>
        CallAsync<GetTaskRequest, GetTaskRequestConverter, AgentTask, AgentTaskConverter>(OperationNames.GetTask, request, context, cancellationToken);

    public ValueTask<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CallContext context, CancellationToken cancellationToken) =>
        CallAsync<ListTasksRequest, ListTasksRequestConverter, ListTasksResponse, ListTasksResponseConverter>(OperationNames.ListTasks, request, context, cancellationToken);

    public ValueTask<AgentTask> CancelTaskAsync(CancelTaskRequest request, CallContext context, CancellationToken cancellationToken) =>
        CallAsync<CancelTaskRequest, CancelTaskRequestConverter, AgentTask, AgentTaskConverter>(OperationNames.CancelTask, request, context, cancellationToken);

    public ValueTask<IAsyncEnumerable<StreamEvent>> SubscribeToTaskAsync(SubscribeToTaskRequest request, CallContext context, CancellationToken cancellationToken) =>
        StreamAsync<SubscribeToTaskRequest, SubscribeToTaskRequestConverter>(OperationNames.SubscribeToTask, request, context, cancellationToken);

    public ValueTask<TaskPushNotificationConfig> CreateTaskPushNotificationConfigAsync(TaskPushNotificationConfig request, CallContext context, CancellationToken cancellationToken) =>
        CallAsync<TaskPushNotificationConfig, TaskPushNotificationConfigConverter, TaskPushNotificationConfig, TaskPushNotificationConfigConverter>(
            OperationNames.CreateTaskPushNotificationConfig, request, context, cancellationToken);

    public ValueTask<TaskPushNotificationConfig> GetTaskPushNotificationConfigAsync(GetTaskPushNotificationConfigRequest request, CallContext context, CancellationToken cancellationToken) =>
        CallAsync<GetTaskPushNotificationConfigRequest, GetTaskPushNotificationConfigRequestConverter, TaskPushNotificationConfig, TaskPushNotificationConfigConverter>(
            OperationNames.GetTaskPushNotificationConfig, request, context, cancellationToken);

    public ValueTask<ListTaskPushNotificationConfigsResponse> ListTaskPushNotificationConfigsAsync(ListTaskPushNotificationConfigsRequest request, CallContext context, CancellationToken cancellationToken) =>
        CallAsync<ListTaskPushNotificationConfigsRequest, ListTaskPushNotificationConfigsRequestConverter, ListTaskPushNotificationConfigsResponse, ListTaskPushNotificationConfigsResponseConverter>(
            OperationNames.ListTaskPushNotificationConfigs, request, context, cancellationToken);

    public async ValueTask DeleteTaskPushNotificationConfigAsync(DeleteTaskPushNotificationConfigRequest request, CallContext context, CancellationToken cancellationToken) =>
        await CallAsync<DeleteTaskPushNotificationConfigRequest, DeleteTaskPushNotificationConfigRequestConverter, Nothing, NothingJson>(
            OperationNames.DeleteTaskPushNotificationConfig, request, context, cancellationToken).ConfigureAwait(false);

    public ValueTask<AgentCard> GetExtendedAgentCardAsync(GetExtendedAgentCardRequest request, CallContext context, CancellationToken cancellationToken) =>
        CallAsync<GetExtendedAgentCardRequest, GetExtendedAgentCardRequestConverter, AgentCard, AgentCardConverter>(OperationNames.GetExtendedAgentCard, request, context, cancellationToken);

    private async ValueTask<TResult> CallAsync<TRequest, TRequestJson, TResult, TResultJson>(
        string operation, TRequest request, CallContext context, CancellationToken cancellationToken)
        where TRequestJson : IProtoJson<TRequest>
        where TResultJson : IProtoJson<TResult>
    {
        var body = JsonRpcBody.Write<TRequest, TRequestJson>(operation, request);
        using var response = await channel.SendAsync(() => Post(body, Json), operation, context, cancellationToken).ConfigureAwait(false);
        return await ReadAsync<TResult, TResultJson>(response, operation, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<IAsyncEnumerable<StreamEvent>> StreamAsync<TRequest, TRequestJson>(string operation, TRequest request, CallContext context, CancellationToken cancellationToken)
        where TRequestJson : IProtoJson<TRequest>
    {
        var body = JsonRpcBody.Write<TRequest, TRequestJson>(operation, request);
        var response = await channel.SendAsync(() => Post(body, Events), operation, context, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode && AnswerReader.IsEventStream(response))
        {
            // The token is that of the attempt, which is over: whoever reads the stream brings its own.
            return EventStream.ReadAsync(response, channel, operation, data => Event(data, operation), CancellationToken.None);
        }

        using (response)
        {
            await ReadAsync<StreamEvent, StreamEventConverter>(response, operation, cancellationToken).ConfigureAwait(false);
            throw channel.Failures.Invalid(operation, "it answered with one response instead of a stream");
        }
    }

    private HttpRequestMessage Post(byte[] body, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, channel.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", Json);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return request;
    }

    private async ValueTask<TResult> ReadAsync<TResult, TResultJson>(HttpResponseMessage response, string operation, CancellationToken cancellationToken)
        where TResultJson : IProtoJson<TResult>
    {
        using var body = await AnswerReader.ReadAsync(response, channel, operation, cancellationToken).ConfigureAwait(false);
        if (!AnswerReader.IsJson(response))
        {
            throw AnswerReader.NotOfProtocol(response, body.Span, channel, operation);
        }

        try
        {
            var reply = JsonRpcReply<TResult>.Read<TResultJson>(body.Span);
            return reply.Error is { } error ? throw Failed(error, response, operation) : reply.Result!;
        }
        catch (JsonException e)
        {
            throw response.IsSuccessStatusCode ? AnswerReader.NotTheAnswer(e, channel, operation) : AnswerReader.NotOfProtocol(response, body.Span, channel, operation);
        }
    }

    private StreamEvent Event(ReadOnlySpan<byte> data, string operation)
    {
        var reply = JsonRpcReply<StreamEvent>.Read<StreamEventConverter>(data);
        return reply.Error is { } error ? throw channel.Failures.Answered(operation, error) : reply.Result!;
    }

    /// <summary>One code stands for several errors of the transport; HTTP tells them apart.</summary>
    private RemoteAgentException Failed(RemoteError error, HttpResponseMessage response, string operation)
    {
        var exact = response.IsSuccessStatusCode || error.Error.IsProtocolError ? error : error with { Error = ByStatus(error.Error, (int)response.StatusCode) };
        return channel.Failures.Answered(operation, AnswerReader.WithHeaders(exact, response, channel.Time));
    }

    private static AgentError ByStatus(AgentError error, int status) =>
        AgentError.All.FirstOrDefault(row => row.JsonRpcCode == error.JsonRpcCode && row.HttpStatus == status) ?? error;
}
