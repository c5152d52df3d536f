using A2AAgent.Protocol;

namespace A2AAgent.Server.Execution;

/// <summary>What of a task a client asked to see.</summary>
internal static class TaskViews
{
    /// <summary>The task with at most so many of its newest messages: null for all, 0 for none (specification, section 3.2.4).</summary>
    public static AgentTask WithHistoryLength(this AgentTask task, int? length)
    {
        if (length is not { } count || count >= task.History.Count)
        {
            return task;
        }

        var newest = new Message[count];
        for (var i = 0; i < count; i++)
        {
            newest[i] = task.History[task.History.Count - count + i];
        }

        return task with { History = newest };
    }

    /// <summary>The task as a list shows it.</summary>
    public static AgentTask WithoutArtifacts(this AgentTask task) => task.Artifacts.Count == 0 ? task : task with { Artifacts = [] };
}
