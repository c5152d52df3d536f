using System.Runtime.InteropServices;
using System.Text.Json;
using A2AAgent.Protocol;

namespace A2AAgent.Server.Tasks;

/// <summary>Estimates what tasks take in memory, never much too low: every field that a client can make large counts.</summary>
internal static class TaskSize
{
    private const int PerTask = 600;
    private const int PerMessage = 250;
    private const int PerPart = 120;
    private const int PerString = 24;

    /// <summary>What a parsed JSON token takes beside its text.</summary>
    private const int PerToken = 12;

    public static long Of(AgentTask task)
    {
        long size = PerTask + Of(task.Metadata) + (task.Status.Message is { } said ? Of(said) : 0);
        foreach (var message in task.History)
        {
            size += Of(message);
        }

        foreach (var artifact in task.Artifacts)
        {
            size += Of(artifact);
        }

        return size;
    }

    /// <summary>The size of a task that is kept as JSON.</summary>
    public static long OfJson(int length) => PerTask + length;

    /// <summary>What a change adds at most: what it replaces is not subtracted.</summary>
    public static long Of(StreamEvent change) =>
        (change.ArtifactUpdate is { } update ? Of(update.Artifact) : 0) + (change.StatusUpdate?.Status.Message is { } message ? Of(message) : 0);

    public static long Of(Message message) => PerMessage + Of(message.MessageId) + Of(message.ContextId) + Of(message.TaskId)
        + Of(message.Parts) + Of(message.Metadata) + Of(message.Extensions) + Of(message.ReferenceTaskIds);

    private static long Of(Artifact artifact) => PerMessage + Of(artifact.ArtifactId) + Of(artifact.Name) + Of(artifact.Description)
        + Of(artifact.Parts) + Of(artifact.Metadata) + Of(artifact.Extensions);

    private static long Of(IReadOnlyList<Part> parts)
    {
        long size = 0;
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i];
            size += PerPart + Of(part.Text) + (part.Raw?.Length ?? 0) + Of(part.Url) + Of(part.Data) + Of(part.Metadata) + Of(part.Filename) + Of(part.MediaType);
        }

        return size;
    }

    private static long Of(IReadOnlyList<string> texts)
    {
        long size = 0;
        for (var i = 0; i < texts.Count; i++)
        {
            size += Of(texts[i]);
        }

        return size;
    }

    private static long Of(string? text) => string.IsNullOrEmpty(text) ? 0 : PerString + (2L * text.Length);

    private static long Of(JsonElement? element)
    {
        if (element is not { } value)
        {
            return 0;
        }

        var text = JsonMarshal.GetRawUtf8Value(value);
        var tokens = 1L + text.Count((byte)',') + text.Count((byte)':') + text.Count((byte)'[') + text.Count((byte)'{');
        return text.Length + (PerToken * tokens);
    }
}
