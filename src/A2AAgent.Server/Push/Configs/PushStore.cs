using A2AAgent.Protocol;
using A2AAgent.Server.Push.Delivery;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Push.Configs;

/// <summary>The webhooks of one process, bounded per task and in bytes.</summary>
internal sealed class PushStore(PushOptions options, PushMemory memory)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TaskKey, List<PushConfig>> _tasks = [];

    /// <summary>Adds a webhook, or replaces the one of the same identifier; gives the one that it replaces.</summary>
    /// <exception cref="AgentException">The task has as many as it may (<see cref="AgentError.InvalidParams"/>), or there is no room (<see cref="AgentError.ResourceExhausted"/>).</exception>
    public PushConfig? Save(PushConfig config)
    {
        lock (_gate)
        {
            if (!memory.TryTake(config.Key.Owner, config.Size))
            {
                throw new AgentException(AgentError.ResourceExhausted, "The agent has no room for further webhooks; try again when some tasks have ended.");
            }

            return Put(config);
        }
    }

    /// <summary>The webhooks of a task, the oldest first.</summary>
    public IReadOnlyList<PushConfig> List(TaskKey key)
    {
        lock (_gate)
        {
            return _tasks.TryGetValue(key, out var configs) ? [.. configs] : [];
        }
    }

    /// <summary>Removes a webhook if it is there.</summary>
    public void Remove(TaskKey key, string id)
    {
        lock (_gate)
        {
            if (_tasks.TryGetValue(key, out var configs) && configs.FindIndex(config => config.Id == id) is >= 0 and var index)
            {
                memory.Free(key.Owner, configs[index].Size);
                configs.RemoveAt(index);
                if (configs.Count == 0)
                {
                    _tasks.Remove(key);
                }
            }
        }
    }

    /// <summary>Removes the webhooks of a task that is gone.</summary>
    public void RemoveAll(TaskKey key)
    {
        lock (_gate)
        {
            if (_tasks.Remove(key, out var configs))
            {
                memory.Free(key.Owner, configs.Sum(static config => config.Size));
            }
        }
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
            memory.Free(config.Key.Owner, replaced.Size);
            configs[index] = config;
            return replaced;
        }

        if (configs.Count >= options.MaxConfigs)
        {
            memory.Free(config.Key.Owner, config.Size);
            throw PushRules.TooMany(configs.Count);
        }

        configs.Add(config);
        return null;
    }
}
