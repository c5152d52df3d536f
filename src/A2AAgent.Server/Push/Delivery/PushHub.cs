using System.Collections.Concurrent;
using A2AAgent.Protocol;
using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Push.Configs;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Push.Delivery;

/// <summary>Hands the events of tasks to the queues of their webhooks. It knows those that were set in this process.</summary>
internal sealed class PushHub(PushDelivery delivery, PushMemory memory)
{
    // The arrays are replaced, never changed: events are handed out without a lock.
    private readonly ConcurrentDictionary<TaskKey, PushQueue[]> _tasks = new();

    public bool Has(TaskKey key) => _tasks.ContainsKey(key);

    /// <summary>Hands an event to the task's webhooks, if it has any.</summary>
    public void Publish(TaskKey key, StreamEvent change, long version)
    {
        if (!_tasks.TryGetValue(key, out var queues))
        {
            return;
        }

        try
        {
            var (current, earlier) = ((PushEvent?)null, (PushEvent?)null);
            foreach (var queue in queues)
            {
                var format = queue.Config.Format;
                queue.Enqueue(format == PushFormat.Current
                    ? current ??= Prepare(queue.Config, change, version)
                    : earlier ??= Prepare(queue.Config, change, version));
            }
        }
        catch (Exception e)
        {
            Log.PushNotQueued(delivery.Logger, e, key.Id);
        }
    }

    /// <summary>An event in the form of a webhook.</summary>
    public PushEvent Prepare(PushConfig config, StreamEvent change, long version) =>
        new(new PushNotification(version, config.Format.ToUtf8Json(change), TraceParent.Current), config.Key.Owner, memory);

    /// <summary>Begins to send events to a webhook, or goes on with it as it was set anew.</summary>
    /// <param name="config">The webhook.</param>
    /// <param name="held">True to collect events only, until its queue begins.</param>
    /// <returns>Its queue when it is new to this process, otherwise null.</returns>
    public PushQueue? Attach(PushConfig config, bool held)
    {
        PushQueue? added = null;
        _tasks.AddOrUpdate(config.Key, _ => [Added()], (_, queues) =>
        {
            if (Array.Find(queues, queue => queue.Config.Id == config.Id) is { } known)
            {
                known.Replace(config);
                added = null;
                return queues;
            }

            return [.. queues, Added()];
        });
        return added;

        PushQueue Added()
        {
            added = new PushQueue(config, delivery);
            if (held)
            {
                added.Hold();
            }

            return added;
        }
    }

    /// <summary>Stops sending to a webhook at once: what waits is dropped.</summary>
    public void Detach(TaskKey key, string id)
    {
        while (_tasks.TryGetValue(key, out var queues) && Array.Find(queues, queue => queue.Config.Id == id) is { } queue)
        {
            PushQueue[] others = [.. queues.Where(other => other != queue)];
            if (others.Length > 0 ? _tasks.TryUpdate(key, others, queues) : _tasks.TryRemove(KeyValuePair.Create(key, queues)))
            {
                queue.Delete();
            }
        }
    }

    /// <summary>Forgets a task that is gone. What waits for its webhooks is still delivered.</summary>
    public void Forget(TaskKey key) => _tasks.TryRemove(key, out _);
}
