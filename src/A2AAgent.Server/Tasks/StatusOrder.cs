using A2AAgent.Protocol;

namespace A2AAgent.Server.Tasks;

/// <summary>
/// The tasks of one scope, the newest status first. A page ends at the time of a status, not at an index, so it stays right when tasks
/// move to the front between pages.
/// </summary>
internal sealed class StatusOrder
{
    /// <summary>A page may hold fewer tasks than asked for: a hundred large ones would make an answer of hundreds of megabytes.</summary>
    private const long MaxPageBytes = 8 * 1024 * 1024;

    private StoredTask? _newest;

    public bool IsEmpty => _newest is null;

    /// <summary>Puts a task where its status belongs, which is nearly always the front.</summary>
    public void Place(StoredTask task, long change)
    {
        Remove(task);
        task.Change = change;
        StoredTask? newer = null;
        var older = _newest;
        while (older is not null && older.Ticks > task.Ticks)
        {
            (newer, older) = (older, older.Older);
        }

        (task.Newer, task.Older) = (newer, older);
        if (older is not null)
        {
            older.Newer = task;
        }

        if (newer is not null)
        {
            newer.Older = task;
        }
        else
        {
            _newest = task;
        }
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

    public StoredPage Page(TaskQuery query, PagePosition before)
    {
        var tasks = new List<StoredCopy>(Math.Min(query.PageSize, 16));
        var last = before;
        var total = 0;
        var bytes = 0L;
        var more = false;
        for (var entry = _newest; entry is not null; entry = entry.Older)
        {
            if (!Matches(query, entry))
            {
                continue;
            }

            total++;
            var position = new PagePosition(entry.Ticks, entry.Change);
            if (more || !before.IsNewerThan(position))
            {
                continue;
            }

            more = tasks.Count == query.PageSize || (tasks.Count > 0 && bytes + entry.Bytes > MaxPageBytes);
            if (!more)
            {
                tasks.Add(entry.Copy());
                bytes += entry.Bytes;
                last = position;
            }
        }

        return new StoredPage(tasks, more ? last.Write() : "", total);
    }

    private static bool Matches(TaskQuery query, StoredTask task) =>
        (query.State == TaskState.Unspecified || task.State == query.State)
        && (query.ContextId.Length == 0 || task.ContextId == query.ContextId)
        && (query.Since is null || task.Timestamp >= query.Since);
}

/// <summary>A page of tasks, to be read without the lock.</summary>
internal sealed record StoredPage(List<StoredCopy> Tasks, string NextPageToken, int TotalSize);
