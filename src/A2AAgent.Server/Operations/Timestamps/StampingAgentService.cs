using A2AAgent.Protocol;
using A2AAgent.Server.Execution;

namespace A2AAgent.Server.Operations.Timestamps;

/// <summary>
/// Puts the times of tasks into answers to callers who have asked for the extension. In front of the service, so that an agent without it pays
/// nothing, and neither does a call without extensions.
/// </summary>
internal sealed class StampingAgentService(IAgentService next) : AgentServiceLayer(next)
{
    public override ValueTask<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CallContext context, CancellationToken cancellationToken) => AnswerAsync(
        context,
        Next.SendMessageAsync(request, context, cancellationToken),
        static response => response.Task is { } task ? SendMessageResponse.From(TaskTimestamps.Stamp(task)) : response);

    public override ValueTask<IAsyncEnumerable<StreamEvent>> SendStreamingMessageAsync(SendMessageRequest request, CallContext context, CancellationToken cancellationToken) =>
        AnswerAsync(context, Next.SendStreamingMessageAsync(request, context, cancellationToken), Stamp);

    public override ValueTask<AgentTask> GetTaskAsync(GetTaskRequest request, CallContext context, CancellationToken cancellationToken) =>
        AnswerAsync(context, Next.GetTaskAsync(request, context, cancellationToken), TaskTimestamps.Stamp);

    public override ValueTask<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CallContext context, CancellationToken cancellationToken) => AnswerAsync(
        context,
        Next.ListTasksAsync(request, context, cancellationToken),
        static page => page with { Tasks = [.. page.Tasks.Select(TaskTimestamps.Stamp)] });

    public override ValueTask<AgentTask> CancelTaskAsync(CancelTaskRequest request, CallContext context, CancellationToken cancellationToken) =>
        AnswerAsync(context, Next.CancelTaskAsync(request, context, cancellationToken), TaskTimestamps.Stamp);

    public override ValueTask<IAsyncEnumerable<StreamEvent>> SubscribeToTaskAsync(SubscribeToTaskRequest request, CallContext context, CancellationToken cancellationToken) =>
        AnswerAsync(context, Next.SubscribeToTaskAsync(request, context, cancellationToken), Stamp);

    /// <summary>What is asked for is known at once, and what of it is active when the service has begun.</summary>
    private static ValueTask<T> AnswerAsync<T>(CallContext context, ValueTask<T> answer, Func<T, T> stamp) =>
        context.RequestedExtensions.Count == 0 ? answer : AwaitAsync(context, answer, stamp);

    private static async ValueTask<T> AwaitAsync<T>(CallContext context, ValueTask<T> answer, Func<T, T> stamp)
    {
        var result = await answer;
        return TaskTimestamps.AreActive(context) ? stamp(result) : result;
    }

    private static IAsyncEnumerable<StreamEvent> Stamp(IAsyncEnumerable<StreamEvent> events)
    {
        if (events is not TaskSubscription subscription)
        {
            return EachAsync(events);
        }

        // It stays what it is: those who write streams know more about it.
        subscription.View = TaskTimestamps.Stamp;
        return subscription;
    }

    private static async IAsyncEnumerable<StreamEvent> EachAsync(IAsyncEnumerable<StreamEvent> events)
    {
        await foreach (var change in events)
        {
            yield return TaskTimestamps.Stamp(change);
        }
    }
}
