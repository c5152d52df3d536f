using A2AAgent.Protocol;

namespace A2AAgent.Server.Tasks;

/// <summary>
/// The tasks of one scope, the newest status first. A page ends at a change number, not at a position, so it stays right when
/// tasks move to the front between pages.
/// </summary>
internal sealed class StatusOrder
{
    private StoredTask? _newest;

    public bool IsEmpty => _newest is null;

    public void MoveToNewest(StoredTask task, long change)
    {
        Remove(task);
        task.Change = change;
        task.Older = _newest;
        if (_newest is not null)
        {
            _newest.Newer = task;
        }

        _newest = task;
    }

    public void Remove(StoredTask task)
    {
        if (task.Newer is not null)
        {
            task.Newer.Older = task.Older;
        }
        else if (_newest == task)
        {
            _newest = task.Older;
        }

        if (task.Older is not null)
        {
            task.Older.Newer = task.Newer;
        }

        task.Newer = task.Older = null;
    }

    public TaskPage Page(TaskQuery query, long before)
    {
        var tasks = new List<AgentTask>(Math.Min(query.PageSize, 16));
        var next = "";
        var last = 0L;
        var total = 0;
        for (var entry = _newest; entry is not null; entry = entry.Older)
        {
            if (!Matches(query, entry.Record.Task))
            {
                continue;
            }

            total++;
            if (entry.Change >= before)
            {
                continue;
            }

            if (tasks.Count < query.PageSize)
            {
                tasks.Add(entry.Record.Task);
                last = entry.Change;
            }
            else if (next.Length == 0)
            {
                next = PageToken.Write(last);
            }
        }

        return new TaskPage(tasks, next, total);
    }

    private static bool Matches(TaskQuery query, AgentTask task) =>
        (query.State == TaskState.Unspecified || task.Status.State == query.State)
        && (query.ContextId.Length == 0 || task.ContextId == query.ContextId)
        && (query.Since is null || task.Status.Timestamp >= query.Since);
}
