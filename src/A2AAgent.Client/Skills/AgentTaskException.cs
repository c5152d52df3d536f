namespace A2AAgent.Client;

/// <summary>A task that was to give a value has ended, or stopped, without one.</summary>
public sealed class AgentTaskException : Exception
{
    internal AgentTaskException(string agent, string skillId, AgentTask task)
        : base($"Agent '{agent}', skill '{skillId}': task {task.Id} is {Name(task.Status.State)}{Said(task)}") => Task = task;

    /// <summary>The task. In an interrupted state it can be continued with a further message.</summary>
    public AgentTask Task { get; }

    /// <summary>The state of the task.</summary>
    public TaskState State => Task.Status.State;

    private static string Name(TaskState state) => state switch
    {
        TaskState.Completed => "completed, and has no output of the type that is expected",
        TaskState.InputRequired => "waiting for more input",
        TaskState.AuthRequired => "waiting for its client to authenticate",
        _ => state.ToString().ToLowerInvariant(),
    };

    private static string Said(AgentTask task) => task.Status.Message?.Parts.FirstOrDefault(static part => part.Text is not null)?.Text is { Length: > 0 } text ? $": {text}" : ".";
}
