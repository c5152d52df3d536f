using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;

namespace A2AAgent.Server.Execution;

/// <summary>Keeps a skill from growing its task without end.</summary>
internal static class ArtifactLimits
{
    /// <exception cref="AgentException">The artifact is one too many, or has too many parts.</exception>
    public static void Check(AgentTask task, Artifact artifact, bool append, TaskOptions options)
    {
        var existing = 0;
        foreach (var candidate in task.Artifacts)
        {
            if (candidate.ArtifactId == artifact.ArtifactId)
            {
                existing = Math.Max(candidate.Parts.Count, 1);
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
