using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;

namespace A2AAgent.Server.Tasks;

/// <summary>The embedded store: one process, bounded in tasks, bytes and time.</summary>
internal sealed class InMemoryTaskStore(TaskOptions options, TimeProvider time) : ITaskStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TaskKey, StoredTask> _tasks = [];
    private readonly Dictionary<TaskScope, StatusOrder> _orders = [];
    private readonly Dictionary<string, OwnedTasks> _owners = new(StringComparer.Ordinal);
    private readonly HeaviestOwners _heaviest = new(options.MaxTasks, options.MaxBytes);
    private readonly JsonPages _json = new();
    private readonly List<TaskKey> _evicted = [];
    private long _changes;
    private long _bytes;

    /// <summary>Says whether somebody wants to know that a task is gone, beside those who watch it.</summary>
    public Func<TaskKey, bool>? HasFollowers { get; set; }

    /// <summary>Says whether a key is in use elsewhere: no task can have it then.</summary>
    public Func<TaskKey, bool>? IsTaken { get; set; }

    /// <summary>How many tasks are kept.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _tasks.Count;
            }
        }
    }

    public ValueTask CreateAsync(TaskRecord record, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_tasks.ContainsKey(record.Key) || IsTaken?.Invoke(record.Key) is true)
            {
                throw new TaskConflictException(record.Key, record.Version);
            }

            var bytes = TaskSize.Of(record.Task);
            MakeRoom(bytes);
            var stored = new StoredTask(record, bytes, Owner(record.Key.Owner), Order(record.Key.Scope));
            stored.Owner.Held++;
            _tasks.Add(record.Key, stored);
            _bytes += bytes;
            stored.Order.Place(stored, ++_changes);
            Enqueue(stored);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask AppendAsync(TaskRecord record, IReadOnlyList<StreamEvent> changes, CancellationToken cancellationToken)
    {
        var json = StoredTask.IsKeptAsJson(record.Task) ? record.ToUtf8Json() : default;
        lock (_gate)
        {
            if (!_tasks.TryGetValue(record.Key, out var stored) || stored.Version != record.Version - changes.Count)
            {
                throw new TaskConflictException(record.Key, record.Version);
            }

            // Out of its queue first: what it holds there is what it held when it came.
            Unqueue(stored);
            var (growth, hasNewStatus) = stored.Replace(record, changes, Keep(json.Span, stored));
            Grow(growth);
            if (hasNewStatus)
            {
                stored.Order.Place(stored, ++_changes);
            }

            Enqueue(stored);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<TaskRecord?> FindAsync(TaskKey key, CancellationToken cancellationToken)
    {
        StoredCopy? copy;
        lock (_gate)
        {
            copy = _tasks.GetValueOrDefault(key)?.Copy();
        }

        return ValueTask.FromResult(copy?.ToRecord());
    }

    public ValueTask<TaskPage> ListAsync(TaskQuery query, CancellationToken cancellationToken)
    {
        var before = PagePosition.Read(query.PageToken);
        StoredPage page;
        lock (_gate)
        {
            page = _orders.TryGetValue(query.Scope, out var order) ? order.Page(query, before) : new StoredPage([], "", 0);
        }

        var tasks = page.Tasks.ConvertAll(static copy => copy.ToRecord().Task);
        return ValueTask.FromResult(new TaskPage(tasks, page.NextPageToken, page.TotalSize));
    }

    public ValueTask<IReadOnlyList<TaskKey>> RemoveExpiredAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            foreach (var owner in _owners.Values)
            {
                RemoveOlder(owner.Finished, now - options.FinishedTtl);
                RemoveOlder(owner.Waiting, now - options.AbandonedTtl);
            }

            TaskKey[] removed = [.. _evicted];
            _evicted.Clear();
            return ValueTask.FromResult<IReadOnlyList<TaskKey>>(removed);
        }
    }

    private void RemoveOlder(ExpiryQueue tasks, DateTimeOffset limit)
    {
        while (tasks.Oldest is { } oldest && oldest.Timestamp < limit)
        {
            Remove(oldest);
        }
    }

    private void MakeRoom(long bytes)
    {
        while (_tasks.Count >= options.MaxTasks || _bytes + bytes > options.MaxBytes)
        {
            GiveWay(_heaviest.Next ?? throw new AgentException(AgentError.ResourceExhausted,
                "The agent is busy with as many tasks as it can hold; try again when some have ended.")
            {
                RetryAfter = TimeSpan.FromSeconds(1),
            });
        }
    }

    private void GiveWay(OwnedTasks owner)
    {
        Remove(owner.First!);
        _heaviest.Update(owner, hasGivenWay: true);
    }

    /// <summary>A running task may exceed the bytes: it is others that make room for it, and itself it cannot go.</summary>
    private void Grow(long growth)
    {
        _bytes += growth;
        while (_bytes > options.MaxBytes && _heaviest.Next is { } owner)
        {
            GiveWay(owner);
        }
    }

    private StoredJson? Keep(ReadOnlySpan<byte> json, StoredTask stored)
    {
        Free(stored);
        return json.IsEmpty ? null : _json.Add(json);
    }

    private void Free(StoredTask stored)
    {
        if (stored.Json is { } json)
        {
            _json.Remove(json);
        }
    }

    private OwnedTasks Owner(string name)
    {
        if (!_owners.TryGetValue(name, out var owner))
        {
            _owners.Add(name, owner = new OwnedTasks());
        }

        return owner;
    }

    private StatusOrder Order(TaskScope scope)
    {
        if (!_orders.TryGetValue(scope, out var order))
        {
            _orders.Add(scope, order = new StatusOrder());
        }

        return order;
    }

    private void Enqueue(StoredTask stored)
    {
        var queue = stored.State.IsTerminal() ? stored.Owner.Finished : stored.State.IsInterrupted() ? stored.Owner.Waiting : null;
        if (queue is not null)
        {
            queue.Add(stored);
            _heaviest.Update(stored.Owner);
        }
    }

    private void Unqueue(StoredTask stored)
    {
        if (stored.Queue is { } queue)
        {
            queue.Remove(stored);
            _heaviest.Update(stored.Owner);
        }
    }

    private void Remove(StoredTask stored)
    {
        var key = stored.Key;
        if (stored.Queue == stored.Owner.Waiting || HasFollowers?.Invoke(key) is true)
        {
            // Somebody may be watching it; a finished task has no watchers.
            _evicted.Add(key);
        }

        Unqueue(stored);
        _tasks.Remove(key);
        _bytes -= stored.Bytes;
        Free(stored);
        stored.Order.Remove(stored);
        if (stored.Order.IsEmpty)
        {
            _orders.Remove(key.Scope);
        }

        if (--stored.Owner.Held == 0)
        {
            _owners.Remove(key.Owner);
        }
    }
}
