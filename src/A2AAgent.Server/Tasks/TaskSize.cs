using System.Runtime.InteropServices;
using A2AAgent.Protocol;

namespace A2AAgent.Server.Tasks;

/// <summary>Estimates what a task takes in memory. Only its content counts closely: that is what a client can make large.</summary>
internal static class TaskSize
{
    private const int PerTask = 600;
    private const int PerMessage = 250;
    private const int PerPart = 120;

    public static long Of(AgentTask task)
    {
        long size = PerTask;
        foreach (var message in task.History)
        {
            size += Of(message);
        }

        foreach (var artifact in task.Artifacts)
        {
            size += Of(artifact.Parts);
        }

        return size;
    }

    /// <summary>What a change adds, found without walking the whole task. Trimmed history is not subtracted.</summary>
    public static long Growth(AgentTask before, AgentTask after, StreamEvent change)
    {
        long size = 0;
        if (change.ArtifactUpdate is { } update)
        {
            size += Of(update.Artifact.Parts);
        }

        if (change.StatusUpdate?.Status.Message is { } message)
        {
            size += Of(message);
        }

        if (after.History.Count > 0 && (before.History.Count == 0 || !ReferenceEquals(before.History[^1], after.History[^1])))
        {
            size += Of(after.History[^1]);
        }

        return size;
    }

    private static long Of(Message message) => PerMessage + Of(message.Parts);

    private static long Of(IReadOnlyList<Part> parts)
    {
        long size = 0;
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i];
            size += PerPart + (2L * (part.Text?.Length ?? 0)) + (part.Raw?.Length ?? 0) + (2L * (part.Url?.Length ?? 0));
            if (part.Data is { } data)
            {
                // The element keeps the UTF-8 text that it was read from.
                size += JsonMarshal.GetRawUtf8Value(data).Length;
            }
        }

        return size;
    }
}
