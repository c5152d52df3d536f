using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;

namespace A2AAgent.Server.Execution;

/// <summary>What a skill may say: only what the protocol allows, and not without end.</summary>
internal static class SkillOutput
{
    /// <summary>The message as one of the agent about its task.</summary>
    /// <exception cref="ArgumentException">The message has no part.</exception>
    public static Message Checked(Message message, string taskId, string contextId) => message.Parts.Count == 0
        ? throw new ArgumentException("A message needs at least one part.", nameof(message))
        : message with
        {
            MessageId = message.MessageId.Length > 0 ? message.MessageId : Identifiers.New(),
            Role = Role.Agent,
            TaskId = taskId,
            ContextId = contextId,
        };

    /// <exception cref="ArgumentException">The artifact has no identifier or no part.</exception>
    public static void Check(Artifact artifact)
    {
        if (string.IsNullOrEmpty(artifact.ArtifactId) || artifact.Parts.Count == 0)
        {
            throw new ArgumentException("An artifact needs an identifier and at least one part.", nameof(artifact));
        }
    }

    /// <exception cref="AgentException">The artifact is one too many, or has too many parts.</exception>
    public static void CheckLimits(AgentTask task, Artifact artifact, bool append, TaskOptions options)
    {
        var existing = 0;
        foreach (var candidate in task.Artifacts)
        {
            if (candidate.ArtifactId == artifact.ArtifactId)
            {
                existing = candidate.Parts.Count;
                break;
            }
        }

        if (existing == 0 && task.Artifacts.Count >= options.MaxArtifacts)
        {
            throw new AgentException(AgentError.ResourceExhausted, $"The task has {options.MaxArtifacts} artifacts already, as many as it may.");
        }

        if ((append ? existing : 0) + artifact.Parts.Count > options.MaxArtifactParts)
        {
            throw new AgentException(AgentError.ResourceExhausted, $"Artifact {artifact.ArtifactId} would have more than {options.MaxArtifactParts} parts.");
        }
    }
}
