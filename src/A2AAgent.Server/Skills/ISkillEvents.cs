using A2AAgent.Protocol;

namespace A2AAgent.Server;

/// <summary>Where a running skill's events go. Calls may come from any thread; they take effect one after the other.</summary>
internal interface ISkillEvents
{
    ValueTask StatusAsync(TaskState state, Message? message, CancellationToken cancellationToken);

    ValueTask ArtifactAsync(Artifact artifact, bool append, bool lastChunk, CancellationToken cancellationToken);

    /// <summary>Ends the turn. Its output and its end are recorded as one, so that nobody finds the one without the other.</summary>
    ValueTask FinishAsync(Artifact? output, TaskState state, Message? message, CancellationToken cancellationToken);
}
