using System.Runtime.CompilerServices;
using A2AAgent.Protocol;
using A2AAgent.Tests.Agents;
using A2AAgent.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Client;

/// <summary>What stands behind the bindings of an agent: answers what a test wants, and keeps what it was asked.</summary>
internal sealed class StubService : IAgentService
{
    public AgentException? Failure { get; set; }

    public AgentTask Task { get; set; } = new() { Id = "t", ContextId = "c", Status = new AgentTaskStatus { State = TaskState.Completed } };

    /// <summary>Completed when a call has come that is not to be answered; null when all are.</summary>
    public TaskCompletionSource? Held { get; set; }

    /// <summary>Completed when the client of a call that is not answered has gone.</summary>
    public TaskCompletionSource Left { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public object? Request { get; private set; }

    public CallContext? Context { get; private set; }

    /// <summary>An agent with all bindings, behind which this service stands.</summary>
    public Task<AgentHost> HostAsync() => AgentHost.StartAsync<ScriptedAgent>("", configure: null, builder => builder.Services.AddSingleton<IAgentService>(this));

    public ValueTask<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CallContext context, CancellationToken cancellationToken) =>
        AnswerAsync(request, context, SendMessageResponse.From(Task), cancellationToken);

    public async ValueTask<IAsyncEnumerable<StreamEvent>> SendStreamingMessageAsync(SendMessageRequest request, CallContext context, CancellationToken cancellationToken)
    {
        await AnswerAsync(request, context, 0, CancellationToken.None);
        return EventsAsync(CancellationToken.None);
    }

    public ValueTask<AgentTask> GetTaskAsync(GetTaskRequest request, CallContext context, CancellationToken cancellationToken) => AnswerAsync(request, context, Task, cancellationToken);

    public ValueTask<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CallContext context, CancellationToken cancellationToken) =>
        AnswerAsync(request, context, new ListTasksResponse { Tasks = [Task], NextPageToken = "", PageSize = 1, TotalSize = 1 }, cancellationToken);

    public ValueTask<AgentTask> CancelTaskAsync(CancelTaskRequest request, CallContext context, CancellationToken cancellationToken) => AnswerAsync(request, context, Task, cancellationToken);

    public async ValueTask<IAsyncEnumerable<StreamEvent>> SubscribeToTaskAsync(SubscribeToTaskRequest request, CallContext context, CancellationToken cancellationToken)
    {
        await AnswerAsync(request, context, 0, CancellationToken.None);
        return EventsAsync(CancellationToken.None);
    }

    public ValueTask<TaskPushNotificationConfig> CreateTaskPushNotificationConfigAsync(TaskPushNotificationConfig request, CallContext context, CancellationToken cancellationToken) =>
        AnswerAsync(request, context, request, cancellationToken);

    public ValueTask<TaskPushNotificationConfig> GetTaskPushNotificationConfigAsync(GetTaskPushNotificationConfigRequest request, CallContext context, CancellationToken cancellationToken) =>
        AnswerAsync(request, context, new TaskPushNotificationConfig { TaskId = request.TaskId, Id = request.Id, Url = "https://example.com" }, cancellationToken);

    public ValueTask<ListTaskPushNotificationConfigsResponse> ListTaskPushNotificationConfigsAsync(ListTaskPushNotificationConfigsRequest request, CallContext context, CancellationToken cancellationToken) =>
        AnswerAsync(request, context, new ListTaskPushNotificationConfigsResponse { Configs = [] }, cancellationToken);

    public async ValueTask DeleteTaskPushNotificationConfigAsync(DeleteTaskPushNotificationConfigRequest request, CallContext context, CancellationToken cancellationToken) =>
        await AnswerAsync(request, context, 0, cancellationToken);

    public ValueTask<AgentCard> GetExtendedAgentCardAsync(GetExtendedAgentCardRequest request, CallContext context, CancellationToken cancellationToken) =>
        AnswerAsync(request, context, Card, cancellationToken);

    private static AgentCard Card { get; } = new()
    {
        Name = "Extended",
        Description = "Has more",
        Version = "1",
        Capabilities = new AgentCapabilities(),
        SupportedInterfaces = [new AgentInterface { Url = "https://example.com", ProtocolBinding = ProtocolBindings.JsonRpc, ProtocolVersion = "1.0" }],
        Skills = [new AgentSkill { Id = "s", Name = "s", Description = "s", Tags = ["t"] }],
        DefaultInputModes = ["text/plain"],
        DefaultOutputModes = ["text/plain"],
    };

    private async ValueTask<T> AnswerAsync<T>(object request, CallContext context, T answer, CancellationToken cancellationToken)
    {
        (Request, Context) = (request, context);
        context.ActivatedExtensions = context.RequestedExtensions;
        if (Held is { } held)
        {
            await using var registration = cancellationToken.Register(() => Left.TrySetResult());
            held.TrySetResult();
            await System.Threading.Tasks.Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return Failure is null ? answer : throw Failure;
    }

    private async IAsyncEnumerable<StreamEvent> EventsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await System.Threading.Tasks.Task.Yield();
        yield return StreamEvent.From(Task with { Status = new AgentTaskStatus { State = TaskState.Working } });
        yield return StreamEvent.From(new TaskStatusUpdateEvent { TaskId = Task.Id, ContextId = Task.ContextId, Status = Task.Status });
    }
}
