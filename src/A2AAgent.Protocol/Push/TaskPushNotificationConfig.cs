using System.Text.Json.Serialization;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol;

/// <summary>A webhook that receives the events of a task (specification, section 4.3.1).</summary>
[JsonConverter(typeof(TaskPushNotificationConfigConverter))]
public sealed record TaskPushNotificationConfig
{
    /// <summary>The tenant, or an empty string.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>The identifier of this configuration, or an empty string to have one made.</summary>
    public string Id { get; init; } = "";

    /// <summary>The task; empty when the configuration comes with a message that creates the task.</summary>
    public string TaskId { get; init; } = "";

    /// <summary>Where events are sent. Required.</summary>
    public required string Url { get; init; }

    /// <summary>A token that the receiver can recognise, or an empty string. Secret: never logged.</summary>
    public string Token { get; init; } = "";

    /// <summary>How to authenticate to the receiver, or null.</summary>
    public AuthenticationInfo? Authentication { get; init; }

    /// <summary>The identifiers alone: a record that is printed must not print its secrets.</summary>
    public override string ToString() => $"push config {Id} of task {TaskId}";
}
