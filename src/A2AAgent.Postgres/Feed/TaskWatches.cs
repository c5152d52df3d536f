using System.Collections.Concurrent;

namespace A2AAgent.Postgres.Feed;

/// <summary>The tasks that somebody in this process reads the events of.</summary>
internal sealed class TaskWatches
{
    private readonly ConcurrentDictionary<long, Watch> _watches = new();

    public bool IsEmpty => _watches.IsEmpty;

    /// <summary>Joins a task's watch. Each call is paired with <see cref="Leave"/>.</summary>
    public Watch Enter(long task)
    {
        while (true)
        {
            var watch = _watches.GetOrAdd(task, static task => new Watch(task));
            if (watch.TryEnter())
            {
                return watch;
            }
        }
    }

    public void Leave(Watch watch)
    {
        if (watch.Leave())
        {
            _watches.TryRemove(KeyValuePair.Create(watch.Task, watch));
        }
    }

    /// <summary>A task may have new events.</summary>
    public void Wake(long task)
    {
        if (_watches.TryGetValue(task, out var watch))
        {
            watch.Wake();
        }
    }

    /// <summary>Any task may have new events.</summary>
    public void WakeAll()
    {
        foreach (var (_, watch) in _watches)
        {
            watch.Wake();
        }
    }
}

/// <summary>Wakes those who read the events of one task.</summary>
internal sealed class Watch(long task)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _readers;
    private bool _retired;

    public long Task => task;

    /// <summary>Done when the task may have events newer than those that a query finds which begins after this call.</summary>
    public Task Woken
    {
        get
        {
            lock (_gate)
            {
                return _woken.Task;
            }
        }
    }

    public bool TryEnter()
    {
        lock (_gate)
        {
            _readers += _retired ? 0 : 1;
            return !_retired;
        }
    }

    public bool Leave()
    {
        lock (_gate)
        {
            return _retired = --_readers == 0;
        }
    }

    public void Wake()
    {
        lock (_gate)
        {
            _woken.TrySetResult();
            _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
