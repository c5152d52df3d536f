using System.Text.Json.Serialization;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol;

/// <summary>Asks for a page of tasks, newest status first (specification, section 3.1.4).</summary>
[JsonConverter(typeof(ListTasksRequestConverter))]
public sealed record ListTasksRequest
{
    /// <summary>The tenant, or an empty string.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>Only tasks of this conversation, or an empty string for all.</summary>
    public string ContextId { get; init; } = "";

    /// <summary>Only tasks in this state; <see cref="TaskState.Unspecified"/> for all.</summary>
    public TaskState Status { get; init; }

    /// <summary>How many tasks a page holds at most, 1 to 100; null for 50.</summary>
    public int? PageSize { get; init; }

    /// <summary>The page, from the page before; an empty string for the first.</summary>
    public string PageToken { get; init; } = "";

    /// <summary>How many of the newest messages to return with each task: null for all, 0 for none.</summary>
    public int? HistoryLength { get; init; }

    /// <summary>Only tasks whose status is this new or newer; null for all.</summary>
    public DateTimeOffset? StatusTimestampAfter { get; init; }

    /// <summary>True to return the artifacts; null and false leave them out.</summary>
    public bool? IncludeArtifacts { get; init; }
}

/// <summary>A page of tasks.</summary>
[JsonConverter(typeof(ListTasksResponseConverter))]
public sealed record ListTasksResponse
{
    /// <summary>The tasks, newest status first. Required, may be empty.</summary>
    public required IReadOnlyList<AgentTask> Tasks { get; init; }

    /// <summary>The token of the next page; an empty string at the end. Always written.</summary>
    public required string NextPageToken { get; init; }

    /// <summary>The page size that was used. Always written.</summary>
    public required int PageSize { get; init; }

    /// <summary>How many tasks match on all pages together. Always written.</summary>
    public required int TotalSize { get; init; }
}
