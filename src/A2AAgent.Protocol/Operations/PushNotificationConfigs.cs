using System.Text.Json.Serialization;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol;

/// <summary>Asks for one push notification configuration of a task (specification, section 3.1.8).</summary>
[JsonConverter(typeof(GetTaskPushNotificationConfigRequestConverter))]
public sealed record GetTaskPushNotificationConfigRequest
{
    /// <summary>The tenant, or an empty string.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>The task. Required.</summary>
    public required string TaskId { get; init; }

    /// <summary>The configuration. Required.</summary>
    public required string Id { get; init; }
}

/// <summary>Asks for the push notification configurations of a task (specification, section 3.1.9).</summary>
[JsonConverter(typeof(ListTaskPushNotificationConfigsRequestConverter))]
public sealed record ListTaskPushNotificationConfigsRequest
{
    /// <summary>The tenant, or an empty string.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>The task. Required.</summary>
    public required string TaskId { get; init; }

    /// <summary>How many configurations a page holds at most; 0 for the default.</summary>
    public int PageSize { get; init; }

    /// <summary>The page, from the page before; an empty string for the first.</summary>
    public string PageToken { get; init; } = "";
}

/// <summary>A page of push notification configurations.</summary>
[JsonConverter(typeof(ListTaskPushNotificationConfigsResponseConverter))]
public sealed record ListTaskPushNotificationConfigsResponse
{
    /// <summary>The configurations.</summary>
    public IReadOnlyList<TaskPushNotificationConfig> Configs { get; init; } = [];

    /// <summary>The token of the next page; an empty string at the end.</summary>
    public string NextPageToken { get; init; } = "";
}

/// <summary>Asks for the end of a push notification configuration (specification, section 3.1.10).</summary>
[JsonConverter(typeof(DeleteTaskPushNotificationConfigRequestConverter))]
public sealed record DeleteTaskPushNotificationConfigRequest
{
    /// <summary>The tenant, or an empty string.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>The task. Required.</summary>
    public required string TaskId { get; init; }

    /// <summary>The configuration. Required.</summary>
    public required string Id { get; init; }
}
