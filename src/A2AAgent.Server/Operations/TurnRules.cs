using A2AAgent.Protocol;

namespace A2AAgent.Server.Operations;

/// <summary>When a message may continue a task (specification, sections 3.1.1 and 3.4).</summary>
internal static class TurnRules
{
    /// <exception cref="AgentException">The task has ended, is being worked on, or belongs to another conversation.</exception>
    public static void Check(AgentTask task, Message message)
    {
        if (message.ContextId.Length > 0 && message.ContextId != task.ContextId)
        {
            throw AgentException.InvalidParams("message.contextId", $"task {task.Id} belongs to another context; leave contextId out or send the task's own");
        }

        var state = task.Status.State;
        if (state.IsTerminal())
        {
            throw new AgentException(AgentError.UnsupportedOperation,
                $"Task {task.Id} has ended ({state.ToWireName()}) and takes no further messages; send the message without taskId to begin a new task.");
        }

        if (!state.IsInterrupted())
        {
            throw Busy(task.Id);
        }
    }

    public static AgentException Busy(string taskId) => new(AgentError.UnsupportedOperation,
        $"Task {taskId} is being worked on; send the message when it asks for input, or cancel it first.");
}
