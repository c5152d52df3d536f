using A2AAgent.Protocol;
using A2AAgent.Server.Push.Delivery;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Push.Configs;

/// <summary>The embedded store: one process, bounded per task and in bytes.</summary>
internal sealed class InMemoryPushStore(PushOptions options, PushMemory memory) : IPushStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TaskKey, List<PushConfig>> _tasks = [];

    public ValueTask<PushConfig?> SaveAsync(PushConfig config, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!memory.TryTake(config.Size))
            {
                throw new AgentException(AgentError.ResourceExhausted, "The agent has no room for further webhooks; try again when some tasks have ended.");
            }

            return ValueTask.FromResult(Put(config));
        }
    }

    public ValueTask<IReadOnlyList<PushConfig>> ListAsync(TaskKey key, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<PushConfig>>(_tasks.TryGetValue(key, out var configs) ? [.. configs] : []);
        }
    }

    public ValueTask RemoveAsync(TaskKey key, string id, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_tasks.TryGetValue(key, out var configs) && configs.FindIndex(config => config.Id == id) is >= 0 and var index)
            {
                memory.Free(configs[index].Size);
                configs.RemoveAt(index);
                if (configs.Count == 0)
                {
                    _tasks.Remove(key);
                }
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask RemoveAllAsync(TaskKey key, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_tasks.Remove(key, out var configs))
            {
                memory.Free(configs.Sum(static config => config.Size));
            }
        }

        return ValueTask.CompletedTask;
    }

    private PushConfig? Put(PushConfig config)
    {
        if (!_tasks.TryGetValue(config.Key, out var configs))
        {
            _tasks.Add(config.Key, [config]);
            return null;
        }

        if (configs.FindIndex(known => known.Id == config.Id) is >= 0 and var index)
        {
            var replaced = configs[index];
            memory.Free(replaced.Size);
            configs[index] = config;
            return replaced;
        }

        if (configs.Count >= options.MaxConfigs)
        {
            memory.Free(config.Size);
            throw AgentException.InvalidParams("taskId", $"the task has {configs.Count} webhooks already, as many as it may; delete one first");
        }

        configs.Add(config);
        return null;
    }
}
