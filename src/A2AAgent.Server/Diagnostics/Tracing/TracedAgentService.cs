using System.Diagnostics;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Diagnostics;
using A2AAgent.Server.Execution;
using A2AAgent.Server.Operations;

namespace A2AAgent.Server.Diagnostics.Tracing;

/// <summary>
/// Tells the span of a call what the call is about. In front of the service, where requests and results are the same for all bindings; a call
/// without a span passes through.
/// </summary>
internal sealed class TracedAgentService(IAgentService service, ServerSpans spans) : IAgentService
{
    public ValueTask<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CallContext context, CancellationToken cancellationToken) =>
        Begin(context, request.Tenant) is { } span
            ? AnswerAsync(Describe(span, request), service.SendMessageAsync(request, context, cancellationToken), static (span, response) => span.Saw(response))
            : service.SendMessageAsync(request, context, cancellationToken);

    public ValueTask<IAsyncEnumerable<StreamEvent>> SendStreamingMessageAsync(SendMessageRequest request, CallContext context, CancellationToken cancellationToken) =>
        Begin(context, request.Tenant) is { } span
            ? StreamAsync(Describe(span, request), service.SendStreamingMessageAsync(request, context, cancellationToken))
            : service.SendStreamingMessageAsync(request, context, cancellationToken);

    public ValueTask<AgentTask> GetTaskAsync(GetTaskRequest request, CallContext context, CancellationToken cancellationToken) =>
        Begin(context, request.Tenant, request.Id) is { } span
            ? AnswerAsync(span, service.GetTaskAsync(request, context, cancellationToken), static (span, task) => span.SetTask(task))
            : service.GetTaskAsync(request, context, cancellationToken);

    public ValueTask<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CallContext context, CancellationToken cancellationToken)
    {
        Begin(context, request.Tenant)?.SetId(TelemetryNames.Conversation, request.ContextId);
        return service.ListTasksAsync(request, context, cancellationToken);
    }

    public ValueTask<AgentTask> CancelTaskAsync(CancelTaskRequest request, CallContext context, CancellationToken cancellationToken) =>
        Begin(context, request.Tenant, request.Id) is { } span
            ? AnswerAsync(span, service.CancelTaskAsync(request, context, cancellationToken), static (span, task) => span.SetTask(task))
            : service.CancelTaskAsync(request, context, cancellationToken);

    public ValueTask<IAsyncEnumerable<StreamEvent>> SubscribeToTaskAsync(SubscribeToTaskRequest request, CallContext context, CancellationToken cancellationToken) =>
        Begin(context, request.Tenant, request.Id) is { } span
            ? StreamAsync(span, service.SubscribeToTaskAsync(request, context, cancellationToken))
            : service.SubscribeToTaskAsync(request, context, cancellationToken);

    public ValueTask<TaskPushNotificationConfig> CreateTaskPushNotificationConfigAsync(TaskPushNotificationConfig request, CallContext context, CancellationToken cancellationToken) =>
        Traced(context, request.Tenant, request.TaskId).CreateTaskPushNotificationConfigAsync(request, context, cancellationToken);

    public ValueTask<TaskPushNotificationConfig> GetTaskPushNotificationConfigAsync(GetTaskPushNotificationConfigRequest request, CallContext context, CancellationToken cancellationToken) =>
        Traced(context, request.Tenant, request.TaskId).GetTaskPushNotificationConfigAsync(request, context, cancellationToken);

    public ValueTask<ListTaskPushNotificationConfigsResponse> ListTaskPushNotificationConfigsAsync(ListTaskPushNotificationConfigsRequest request, CallContext context, CancellationToken cancellationToken) =>
        Traced(context, request.Tenant, request.TaskId).ListTaskPushNotificationConfigsAsync(request, context, cancellationToken);

    public ValueTask DeleteTaskPushNotificationConfigAsync(DeleteTaskPushNotificationConfigRequest request, CallContext context, CancellationToken cancellationToken) =>
        Traced(context, request.Tenant, request.TaskId).DeleteTaskPushNotificationConfigAsync(request, context, cancellationToken);

    public ValueTask<AgentCard> GetExtendedAgentCardAsync(GetExtendedAgentCardRequest request, CallContext context, CancellationToken cancellationToken) =>
        Traced(context, request.Tenant).GetExtendedAgentCardAsync(request, context, cancellationToken);

    /// <summary>The service, for a call whose answer says nothing more about it.</summary>
    private IAgentService Traced(CallContext context, string tenant, string taskId = "")
    {
        Begin(context, tenant, taskId);
        return service;
    }

    private Activity? Begin(CallContext context, string tenant, string taskId = "") => spans.Call?
        .SetTag(TelemetryNames.ProtocolVersion, context.EarlierVersion ?? Negotiation.Version)
        .SetId(TelemetryNames.Tenant, tenant.Length > 0 ? tenant : context.AddressedTenant)
        .SetId(TelemetryNames.TaskId, taskId);

    private static Activity Describe(Activity span, SendMessageRequest request) =>
        request.Message is { } message ? span.SetId(TelemetryNames.MessageId, message.MessageId).SetMessage(message) : span;

    private static async ValueTask<T> AnswerAsync<T>(Activity span, ValueTask<T> answer, Action<Activity, T> describe)
    {
        var result = await answer;
        describe(span, result);
        return result;
    }

    private static async ValueTask<IAsyncEnumerable<StreamEvent>> StreamAsync(Activity span, ValueTask<IAsyncEnumerable<StreamEvent>> opening)
    {
        var events = await opening;
        if (events is TaskSubscription subscription)
        {
            // It stays what it is: those who write streams know more about it.
            subscription.Span = span;
            return subscription;
        }

        return WatchAsync(span, events);
    }

    private static async IAsyncEnumerable<StreamEvent> WatchAsync(Activity span, IAsyncEnumerable<StreamEvent> events)
    {
        await foreach (var change in events)
        {
            span.Saw(change);
            yield return change;
        }
    }
}
