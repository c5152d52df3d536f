namespace A2AAgent.Protocol;

/// <summary>What a task becomes by an event: a pure function.</summary>
internal static class TaskReducer
{
    /// <summary>The task after an event.</summary>
    public static AgentTask Apply(AgentTask task, StreamEvent change, int maxHistory) => change switch
    {
        { StatusUpdate: { } update } => WithStatus(task, update.Status, maxHistory),
        { ArtifactUpdate: { } update } => task with { Artifacts = WithArtifact(task.Artifacts, update) },
        { Task: { } snapshot } => snapshot,
        _ => task,
    };

    /// <summary>The task with a further message of its client.</summary>
    public static AgentTask Continue(AgentTask task, Message message, AgentTaskStatus status, int maxHistory)
    {
        var next = WithStatus(task, status, maxHistory);
        return next with { History = Trimmed(GrowingList<Message>.Add(next.History, message), maxHistory) };
    }

    /// <summary>
    /// A status that is replaced leaves its message to the history when it was a turn of the conversation; what a skill reported on the
    /// way was not, and would push the conversation out.
    /// </summary>
    private static AgentTask WithStatus(AgentTask task, AgentTaskStatus status, int maxHistory) =>
        task.Status is { Message: { } said, State: not TaskState.Working }
        ? task with { Status = status, History = Trimmed(GrowingList<Message>.Add(task.History, said), maxHistory) }
        : task with { Status = status };

    private static IReadOnlyList<Message> Trimmed(GrowingList<Message> history, int maxHistory) =>
        history.Count <= maxHistory ? history : [.. history.Skip(history.Count - maxHistory)];

    private static IReadOnlyList<Artifact> WithArtifact(IReadOnlyList<Artifact> artifacts, TaskArtifactUpdateEvent update)
    {
        for (var i = 0; i < artifacts.Count; i++)
        {
            if (artifacts[i].ArtifactId == update.Artifact.ArtifactId)
            {
                var replaced = artifacts.ToArray();
                replaced[i] = update.Append ? Merged(artifacts[i], update.Artifact) : update.Artifact;
                return replaced;
            }
        }

        // Most tasks have one artifact, and each of thousands that are kept pays for what is spare.
        return artifacts.Count == 0 ? [update.Artifact] : GrowingList<Artifact>.Add(artifacts, update.Artifact);
    }

    private static Artifact Merged(Artifact artifact, Artifact more)
    {
        var parts = artifact.Parts;
        foreach (var part in more.Parts)
        {
            // The mark at the end of a stream carries no content.
            if (part is not { Text: "", Metadata: null })
            {
                parts = GrowingList<Part>.Add(parts, part);
            }
        }

        return artifact with { Parts = parts };
    }
}
