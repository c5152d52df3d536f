using A2AAgent.Protocol;

namespace A2AAgent.Tests.V03;

/// <summary>Keeps webhooks, in pages of three.</summary>
internal sealed class Webhooks : IAgentService
{
    private const int PageSize = 3;

    private readonly List<TaskPushNotificationConfig> _configs = [];

    public ValueTask<TaskPushNotificationConfig> CreateTaskPushNotificationConfigAsync(TaskPushNotificationConfig request, CallContext context, CancellationToken cancellationToken)
    {
        Assert.Equal("1.0", context.Version);
        _configs.RemoveAll(config => config.Id == request.Id);
        _configs.Add(request);
        return ValueTask.FromResult(request);
    }

    public ValueTask<TaskPushNotificationConfig> GetTaskPushNotificationConfigAsync(GetTaskPushNotificationConfigRequest request, CallContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_configs.Single(config => config.TaskId == request.TaskId && config.Id == request.Id));

    public ValueTask<ListTaskPushNotificationConfigsResponse> ListTaskPushNotificationConfigsAsync(ListTaskPushNotificationConfigsRequest request, CallContext context, CancellationToken cancellationToken)
    {
        var start = request.PageToken.Length == 0 ? 0 : int.Parse(request.PageToken, System.Globalization.CultureInfo.InvariantCulture);
        return ValueTask.FromResult(new ListTaskPushNotificationConfigsResponse
        {
            Configs = [.. _configs.Skip(start).Take(PageSize)],
            NextPageToken = start + PageSize < _configs.Count ? $"{start + PageSize}" : "",
        });
    }

    public ValueTask DeleteTaskPushNotificationConfigAsync(DeleteTaskPushNotificationConfigRequest request, CallContext context, CancellationToken cancellationToken)
    {
        _configs.RemoveAll(config => config.Id == request.Id);
        return ValueTask.CompletedTask;
    }

    public ValueTask<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CallContext context, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IAsyncEnumerable<StreamEvent>> SendStreamingMessageAsync(SendMessageRequest request, CallContext context, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<AgentTask> GetTaskAsync(GetTaskRequest request, CallContext context, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CallContext context, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<AgentTask> CancelTaskAsync(CancelTaskRequest request, CallContext context, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IAsyncEnumerable<StreamEvent>> SubscribeToTaskAsync(SubscribeToTaskRequest request, CallContext context, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<AgentCard> GetExtendedAgentCardAsync(GetExtendedAgentCardRequest request, CallContext context, CancellationToken cancellationToken) => throw new NotSupportedException();
}
