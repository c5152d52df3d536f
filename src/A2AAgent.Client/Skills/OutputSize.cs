using System.Runtime.InteropServices;

namespace A2AAgent.Client.Skills;

/// <summary>What the events of a stream add to the output that is gathered of them: a stream has no end of its own.</summary>
internal static class OutputSize
{
    /// <summary>About what an event takes without its content.</summary>
    private const int OfEvent = 64;

    /// <summary>The bytes, about.</summary>
    public static long Of(StreamEvent item) => OfEvent + item switch
    {
        { ArtifactUpdate: { } update } => Of(update.Artifact.Parts),
        { StatusUpdate.Status.Message: { } message } => Of(message.Parts),
        { Task: { } task } => task.Artifacts.Sum(static artifact => Of(artifact.Parts)),
        _ => 0,
    };

    private static long Of(IReadOnlyList<Part> parts) =>
        parts.Sum(static part => (part.Text?.Length ?? 0L) + (part.Raw?.Length ?? 0L) + (part.Data is { } data ? JsonMarshal.GetRawUtf8Value(data).Length : 0L));
}
