using A2AAgent.Protocol;
using A2AAgent.Server.Execution;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Operations;

/// <summary>From a list request to a query, and from a page of tasks to what the client asked to see (specification, section 3.1.4).</summary>
internal static class ListRules
{
    private const int DefaultPageSize = 50;
    private const int MaxPageSize = 100;

    /// <exception cref="AgentException">A value is out of its range.</exception>
    public static TaskQuery ToQuery(ListTasksRequest request, TaskScope scope)
    {
        if (request.PageSize is < 1 or > MaxPageSize)
        {
            throw AgentException.InvalidParams("pageSize", $"must be 1 to {MaxPageSize}, not {request.PageSize}");
        }

        MessageRules.HistoryLength("historyLength", request.HistoryLength);
        return new TaskQuery
        {
            Scope = scope,
            ContextId = request.ContextId,
            State = request.Status,
            Since = request.StatusTimestampAfter,
            PageSize = request.PageSize ?? DefaultPageSize,
            PageToken = request.PageToken,
            IncludeArtifacts = request.IncludeArtifacts is true,
            HistoryLength = request.HistoryLength,
        };
    }

    public static ListTasksResponse ToResponse(TaskPage page, ListTasksRequest request, int pageSize)
    {
        var tasks = new AgentTask[page.Tasks.Count];
        for (var i = 0; i < tasks.Length; i++)
        {
            var task = page.Tasks[i].WithHistoryLength(request.HistoryLength);
            tasks[i] = request.IncludeArtifacts is true ? task : task.WithoutArtifacts();
        }

        return new ListTasksResponse { Tasks = tasks, NextPageToken = page.NextPageToken, PageSize = pageSize, TotalSize = page.TotalSize };
    }
}
