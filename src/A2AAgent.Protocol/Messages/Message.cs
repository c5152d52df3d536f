using System.Text.Json;
using System.Text.Json.Serialization;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol;

/// <summary>One turn of a conversation between a client and an agent (specification, section 4.1.4).</summary>
[JsonConverter(typeof(MessageConverter))]
public sealed record Message
{
    private readonly JsonElement? _metadata;

    /// <summary>The identifier that the sender gave the message. Required.</summary>
    public required string MessageId { get; init; }

    /// <summary>The conversation, or an empty string.</summary>
    public string ContextId { get; init; } = "";

    /// <summary>The task that the message is about, or an empty string.</summary>
    public string TaskId { get; init; } = "";

    /// <summary>Who speaks. Required.</summary>
    public required Role Role { get; init; }

    /// <summary>The content, at least one part. Required.</summary>
    public required IReadOnlyList<Part> Parts { get; init; }

    /// <summary>Custom metadata: a JSON object, or null when unset.</summary>
    public JsonElement? Metadata
    {
        get => DeferredMetadata is { } deferred ? deferred.Element : _metadata;
        init => (_metadata, DeferredMetadata) = (value, null);
    }

    /// <summary>URIs of the extensions that are present in the message.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>Other tasks that the message refers to.</summary>
    public IReadOnlyList<string> ReferenceTaskIds { get; init; } = [];

    /// <summary>The metadata as it came when that was not JSON; null otherwise.</summary>
    internal DeferredObject? DeferredMetadata { get; init; }

    /// <summary>Makes a message of the agent with a new identifier.</summary>
    /// <param name="parts">The content, at least one part.</param>
    /// <exception cref="ArgumentException">There is no part.</exception>
    public static Message FromAgent(params IReadOnlyList<Part> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return parts.Count == 0
            ? throw new ArgumentException("A message needs at least one part.", nameof(parts))
            : new Message { MessageId = Identifiers.New(), Role = Role.Agent, Parts = parts };
    }

    /// <summary>Makes a message of a client with a new identifier.</summary>
    /// <param name="parts">The content, at least one part.</param>
    /// <exception cref="ArgumentException">There is no part.</exception>
    public static Message FromUser(params IReadOnlyList<Part> parts) => FromAgent(parts) with { Role = Role.User };

    /// <summary>Makes a text message of a client with a new identifier.</summary>
    /// <param name="text">The text of its only part.</param>
    public static Message FromUser(string text) => FromUser(Part.FromText(text));

    /// <summary>Makes a text message of the agent with a new identifier.</summary>
    /// <param name="text">The text of its only part.</param>
    public static Message FromAgent(string text) => FromAgent(Part.FromText(text));
}
