using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Server.Tasks;

/// <summary>
/// A task in the in-memory store, with its places in the store's lists. One that has ended is kept as its JSON: thousands are, and few
/// are asked for again. Its some twenty objects then die young, before the garbage collector has moved them.
/// </summary>
/// <remarks>Used under the store's lock.</remarks>
internal sealed class StoredTask
{
    private TaskRecord? _live;

    public StoredTask(TaskRecord record, long bytes, OwnedTasks owner, StatusOrder order)
    {
        Key = record.Key;
        (Owner, Order) = (owner, order);
        SkillId = record.SkillId;
        Take(record, json: null);
        Bytes = MeasuredBytes = bytes;
    }

    public TaskKey Key { get; }

    public string SkillId { get; private set; }

    public long Version { get; private set; }

    public TaskState State { get; private set; }

    public string ContextId { get; private set; } = "";

    public DateTimeOffset? Timestamp { get; private set; }

    /// <summary>When the current status was entered; it orders lists.</summary>
    public long Ticks => Timestamp?.UtcTicks ?? 0;

    /// <summary>The estimate of <see cref="TaskSize"/>, which grows with each event and is taken anew when it has doubled.</summary>
    public long Bytes { get; private set; }

    /// <summary>The number of the store's change that brought the current status.</summary>
    public long Change { get; set; }

    /// <summary>The tasks of the same owner, and its neighbours in their order.</summary>
    public OwnedTasks Owner { get; }

    /// <summary>The tasks of its owner in its tenant, in the order of lists.</summary>
    public StatusOrder Order { get; }

    public StoredTask? Newer { get; set; }

    public StoredTask? Older { get; set; }

    /// <summary>The queue that the task is in, or null, and its neighbours there.</summary>
    public ExpiryQueue? Queue { get; set; }

    public StoredTask? Before { get; set; }

    public StoredTask? After { get; set; }

    private long MeasuredBytes { get; set; }

    /// <summary>Where the task's JSON is, when it is kept as that.</summary>
    public StoredJson? Json { get; private set; }

    /// <summary>True for a task to keep as its JSON: one that has ended, unless it is too large to be read again cheaply.</summary>
    public static bool IsKeptAsJson(AgentTask task) => task.Status.State.IsTerminal() && IsReadable(task.Artifacts);

    /// <summary>Takes the task after events; gives how many bytes it grew by, by estimate, and whether it has a new status.</summary>
    public (long Growth, bool HasNewStatus) Replace(TaskRecord record, IReadOnlyList<StreamEvent> changes, StoredJson? json)
    {
        var before = Bytes;
        var earlier = _live?.Task;
        Bytes = json is { } kept ? TaskSize.OfJson(kept.Length) : Grown(record.Task, earlier, changes);
        Take(record, json);
        return (Bytes - before, !ReferenceEquals(earlier?.Status, record.Task.Status));
    }

    /// <summary>What is kept now, to be read without the lock.</summary>
    public StoredCopy Copy() => new(Key, _live, Json?.Utf8.ToArray(), Version, SkillId);

    private static bool IsReadable(IReadOnlyList<Artifact> artifacts)
    {
        for (var i = 0; i < artifacts.Count; i++)
        {
            if (artifacts[i].Parts.Count > ProtoLimits.MaxParts)
            {
                return false;
            }
        }

        return true;
    }

    private long Grown(AgentTask task, AgentTask? earlier, IReadOnlyList<StreamEvent> changes)
    {
        var bytes = Bytes;
        for (var i = 0; i < changes.Count; i++)
        {
            bytes += TaskSize.Of(changes[i]);
        }

        if (task.History is [.., var newest] && !ReferenceEquals(newest, earlier?.History is [.., var known] ? known : null))
        {
            bytes += TaskSize.Of(newest);
        }

        return bytes > 2 * MeasuredBytes ? MeasuredBytes = TaskSize.Of(task) : bytes;
    }

    private void Take(TaskRecord record, StoredJson? json)
    {
        _live = json is null ? record : null;
        Json = json;
        Version = record.Version;
        SkillId = record.SkillId;
        State = record.Task.Status.State;
        ContextId = record.Task.ContextId;
        Timestamp = record.Task.Status.Timestamp;
    }
}

/// <summary>A stored task as it was when it was copied.</summary>
internal readonly record struct StoredCopy(TaskKey Key, TaskRecord? Live, byte[]? Json, long Version, string SkillId)
{
    public TaskRecord ToRecord() => Live ?? new TaskRecord(Key, ProtocolJson.FromUtf8(Json, ProtocolJson.Context.AgentTask), Version, SkillId);
}
