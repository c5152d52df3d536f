using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using A2AAgent.Server.Configuration;

namespace A2AAgent.Server.Operations.Timestamps;

/// <summary>
/// The extension that says when a task began and when its status was last set, in the task's metadata: the protocol has a field for the latter
/// alone, in the status. The extension of that name among A2A's samples is about messages and artifacts.
/// </summary>
internal static class TaskTimestamps
{
    public const string Uri = "urn:a2aagent:task-timestamps:v1";

    private const string Created = "createdAt";
    private const string Modified = "lastModified";

    /// <summary>The card with the extension on it, unless it is switched off.</summary>
    public static AgentCard Declare(AgentCard card, CardOptions options) => options.TaskTimestamps
        ? card with { Capabilities = card.Capabilities with { Extensions = [.. card.Capabilities.Extensions, Extension()] } }
        : card;

    /// <summary>Whether the caller wants to know.</summary>
    public static bool AreActive(CallContext context) => context.ActivatedExtensions.Contains(Uri, StringComparer.Ordinal);

    /// <summary>The task with the two entries in its metadata; what the skill has put there under their names gives way.</summary>
    public static AgentTask Stamp(AgentTask task) => task with { Metadata = Metadata(task) };

    public static StreamEvent Stamp(StreamEvent change) => change.Task is { } task ? StreamEvent.From(Stamp(task)) : change;

    private static AgentExtension Extension() => new()
    {
        Uri = Uri,
        Description = "Adds createdAt and lastModified to the metadata of tasks: when the task began, and when its status was last set.",
    };

    private static JsonElement Metadata(AgentTask task)
    {
        var buffer = JsonBuffer.Take();
        var writer = buffer.Writer;
        writer.WriteStartObject();
        if (task.Metadata is { ValueKind: JsonValueKind.Object } others)
        {
            foreach (var entry in others.EnumerateObject().Where(static entry => entry.Name is not (Created or Modified)))
            {
                entry.WriteTo(writer);
            }
        }

        // The status has no time only when the task was made by other software; neither has its identifier then.
        Write(writer, Created, Identifiers.CreatedAt(task.Id) ?? task.Status.Timestamp);
        Write(writer, Modified, task.Status.Timestamp);
        writer.WriteEndObject();
        var reader = new Utf8JsonReader(buffer.Written, new JsonReaderOptions { MaxDepth = ProtoLimits.MaxDepth });
        var metadata = JsonElement.ParseValue(ref reader);
        buffer.Return();
        return metadata;
    }

    private static void Write(Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            writer.WriteString(name, known.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
