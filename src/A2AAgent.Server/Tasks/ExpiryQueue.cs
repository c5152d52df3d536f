namespace A2AAgent.Server.Tasks;

/// <summary>Tasks in the order in which they go, the oldest first. A task is in one queue at most.</summary>
/// <remarks>The links are in the tasks: a list with nodes of its own is one more object for each of thousands.</remarks>
internal sealed class ExpiryQueue
{
    private StoredTask? _newest;

    public StoredTask? Oldest { get; private set; }

    public int Count { get; private set; }

    /// <summary>What the tasks hold. A task's own bytes do not change while it is here.</summary>
    public long Bytes { get; private set; }

    public void Add(StoredTask task)
    {
        task.Queue = this;
        Count++;
        Bytes += task.Bytes;
        task.Before = _newest;
        if (_newest is null)
        {
            Oldest = task;
        }
        else
        {
            _newest.After = task;
        }

        _newest = task;
    }

    public void Remove(StoredTask task)
    {
        Count--;
        Bytes -= task.Bytes;
        if (task.Before is null)
        {
            Oldest = task.After;
        }
        else
        {
            task.Before.After = task.After;
        }

        if (task.After is null)
        {
            _newest = task.Before;
        }
        else
        {
            task.After.Before = task.Before;
        }

        task.Queue = null;
        task.Before = task.After = null;
    }
}
