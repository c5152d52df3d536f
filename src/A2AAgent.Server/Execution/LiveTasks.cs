using System.Collections.Concurrent;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Execution;

/// <summary>The tasks that run or are watched in this process: the hub that joins runners and watchers.</summary>
internal sealed class LiveTasks(TaskOptions options)
{
    private readonly ConcurrentDictionary<TaskKey, LiveTask> _tasks = new();
    private int _running;

    /// <summary>How many turns run now.</summary>
    public int Running => Volatile.Read(ref _running);

    public IEnumerable<LiveTask> All => _tasks.Select(static pair => pair.Value);

    /// <summary>Joins the task, making it live if it is not. Each call is paired with <see cref="Leave"/>.</summary>
    public LiveTask Enter(TaskKey key)
    {
        while (true)
        {
            var live = _tasks.GetOrAdd(key, static (key, options) => new LiveTask(key, options.EventBuffer, options.MaxSubscribers), options);
            if (live.TryEnter())
            {
                return live;
            }
        }
    }

    public void Leave(LiveTask live)
    {
        if (live.Leave())
        {
            _tasks.TryRemove(KeyValuePair.Create(live.Key, live));
        }
    }

    public LiveTask? Find(TaskKey key) => _tasks.GetValueOrDefault(key);

    /// <summary>The places of single owners.</summary>
    public RunningPerOwner Owners { get; } = new(options.MaxRunningPerOwner);

    /// <summary>Takes a place for a turn; false when all are taken. Each true is paired with <see cref="Ended"/>.</summary>
    public bool TryBegin()
    {
        if (Interlocked.Increment(ref _running) <= options.MaxRunning)
        {
            return true;
        }

        Interlocked.Decrement(ref _running);
        return false;
    }

    public void Ended() => Interlocked.Decrement(ref _running);
}
