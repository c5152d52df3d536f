using System.Text.Json;
using System.Text.Json.Serialization;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol;

/// <summary>Asks the agent to act on a message (specification, section 3.2.1).</summary>
[JsonConverter(typeof(SendMessageRequestConverter))]
public sealed record SendMessageRequest
{
    /// <summary>The tenant, or an empty string.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>The message. Required.</summary>
    public required Message Message { get; init; }

    /// <summary>How the request is to be answered, or null for the defaults.</summary>
    public SendMessageConfiguration? Configuration { get; init; }

    /// <summary>Custom metadata: a JSON object, or null when unset.</summary>
    public JsonElement? Metadata { get; init; }
}

/// <summary>How a message is to be answered (specification, section 3.2.2).</summary>
[JsonConverter(typeof(SendMessageConfigurationConverter))]
public sealed record SendMessageConfiguration
{
    /// <summary>Media types that the client can take; empty means any.</summary>
    public IReadOnlyList<string> AcceptedOutputModes { get; init; } = [];

    /// <summary>A webhook for the task that the message creates, or null.</summary>
    public TaskPushNotificationConfig? TaskPushNotificationConfig { get; init; }

    /// <summary>How many of the newest messages to return: null for all, 0 for none.</summary>
    public int? HistoryLength { get; init; }

    /// <summary>True to answer as soon as the task exists; false to wait until it ends or needs the client.</summary>
    public bool ReturnImmediately { get; init; }
}

/// <summary>The answer to a message: exactly one of a task or a direct reply.</summary>
[JsonConverter(typeof(SendMessageResponseConverter))]
public sealed record SendMessageResponse
{
    private SendMessageResponse()
    {
    }

    /// <summary>The JSON of the task when it is known already; empty otherwise.</summary>
    internal ReadOnlyMemory<byte> TaskJson { get; private init; }

    /// <summary>The task that the message created or continued, or null.</summary>
    public AgentTask? Task { get; private init; }

    /// <summary>The direct reply, or null.</summary>
    public Message? Message { get; private init; }

    /// <summary>Wraps a task.</summary>
    public static SendMessageResponse From(AgentTask task) => new() { Task = task ?? throw new ArgumentNullException(nameof(task)) };

    /// <summary>Wraps a direct reply.</summary>
    public static SendMessageResponse From(Message message) => new() { Message = message ?? throw new ArgumentNullException(nameof(message)) };

    internal static SendMessageResponse From(AgentTask task, ReadOnlyMemory<byte> json) => new() { Task = task, TaskJson = json };
}
