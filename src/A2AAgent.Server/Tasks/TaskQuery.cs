using A2AAgent.Protocol;

namespace A2AAgent.Server.Tasks;

/// <summary>Which tasks to list.</summary>
public sealed record TaskQuery
{
    /// <summary>Whose tasks.</summary>
    public required TaskScope Scope { get; init; }

    /// <summary>Only of this conversation, or an empty string.</summary>
    public string ContextId { get; init; } = "";

    /// <summary>Only in this state; <see cref="TaskState.Unspecified"/> for all.</summary>
    public TaskState State { get; init; }

    /// <summary>Only with a status this new or newer; null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>False when the caller leaves the artifacts out: a store need not load them.</summary>
    public bool IncludeArtifacts { get; init; }

    /// <summary>How many of the newest messages the caller keeps, null for all: a store need not load more.</summary>
    public int? HistoryLength { get; init; }

    /// <summary>How many tasks at most; a store may give fewer, with a token for the next page.</summary>
    public required int PageSize { get; init; }

    /// <summary>The token from the page before; an empty string for the first.</summary>
    public string PageToken { get; init; } = "";
}

/// <summary>A page of tasks.</summary>
/// <param name="Tasks">The tasks, the newest status first.</param>
/// <param name="NextPageToken">The token of the next page; an empty string at the end.</param>
/// <param name="TotalSize">How many tasks match on all pages together.</param>
public sealed record TaskPage(IReadOnlyList<AgentTask> Tasks, string NextPageToken, int TotalSize);
