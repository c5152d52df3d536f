using A2AAgent.Protocol;

namespace A2AAgent.Server.Execution;

/// <summary>What changes a task, as events.</summary>
internal static class TaskChanges
{
    public static StreamEvent Status(AgentTask task, AgentTaskStatus status) =>
        StreamEvent.From(new TaskStatusUpdateEvent { TaskId = task.Id, ContextId = task.ContextId, Status = status });

    public static StreamEvent Artifact(AgentTask task, Artifact artifact, bool append, bool lastChunk) => StreamEvent.From(new TaskArtifactUpdateEvent
    {
        TaskId = task.Id,
        ContextId = task.ContextId,
        Artifact = artifact,
        Append = append,
        LastChunk = lastChunk,
    });
}
