namespace A2AAgent.Client;

/// <summary>The operations without parameters of the call.</summary>
public static class AgentServiceExtensions
{
    /// <summary>Sends a text; waits for the task's end or interruption.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Ends the wait, not the task.</param>
    public static ValueTask<SendMessageResponse> SendMessageAsync(this IAgentService agent, string text, CancellationToken cancellationToken = default) =>
        agent.SendMessageAsync(Message.FromUser(text), cancellationToken);

    /// <summary>Sends a message; waits for the task's end or interruption.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the wait, not the task.</param>
    public static ValueTask<SendMessageResponse> SendMessageAsync(this IAgentService agent, Message message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(agent);
        return agent.SendMessageAsync(new SendMessageRequest { Message = message }, new CallContext(), cancellationToken);
    }

    /// <summary>Sends a text and streams what becomes of it.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Ends the stream, not the task.</param>
    public static ValueTask<IAsyncEnumerable<StreamEvent>> SendStreamingMessageAsync(this IAgentService agent, string text, CancellationToken cancellationToken = default) =>
        agent.SendStreamingMessageAsync(Message.FromUser(text), cancellationToken);

    /// <summary>Sends a message and streams what becomes of it.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the stream, not the task.</param>
    public static ValueTask<IAsyncEnumerable<StreamEvent>> SendStreamingMessageAsync(this IAgentService agent, Message message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(agent);
        return agent.SendStreamingMessageAsync(new SendMessageRequest { Message = message }, new CallContext(), cancellationToken);
    }

    /// <summary>Gets a task.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="taskId">The task.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static ValueTask<AgentTask> GetTaskAsync(this IAgentService agent, string taskId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(agent);
        return agent.GetTaskAsync(new GetTaskRequest { Id = taskId }, new CallContext(), cancellationToken);
    }

    /// <summary>Cancels a task.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="taskId">The task.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static ValueTask<AgentTask> CancelTaskAsync(this IAgentService agent, string taskId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(agent);
        return agent.CancelTaskAsync(new CancelTaskRequest { Id = taskId }, new CallContext(), cancellationToken);
    }

    /// <summary>Streams a task from now on.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="taskId">The task.</param>
    /// <param name="cancellationToken">Ends the stream, not the task.</param>
    public static ValueTask<IAsyncEnumerable<StreamEvent>> SubscribeToTaskAsync(this IAgentService agent, string taskId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(agent);
        return agent.SubscribeToTaskAsync(new SubscribeToTaskRequest { Id = taskId }, new CallContext(), cancellationToken);
    }
}
