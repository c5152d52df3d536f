using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Server.Tasks;

/// <summary>
/// A task in the in-memory store, with its places in the store's lists. One that has ended is kept as its JSON: thousands are, and few
/// are asked for again. That makes one object of some twenty, which then die young, before the garbage collector has moved them.
/// </summary>
/// <remarks>Used under the store's lock.</remarks>
internal sealed class StoredTask
{
    private TaskRecord? _live;
    private ReadOnlyMemory<byte> _json;

    public StoredTask(TaskRecord record)
    {
        Key = record.Key;
        SkillId = record.SkillId;
        Expiry = new LinkedListNode<StoredTask>(this);
        Take(record, json: default);
        Bytes = MeasuredBytes = TaskSize.Of(record.Task);
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

    public LinkedListNode<StoredTask> Expiry { get; }

    public StoredTask? Newer { get; set; }

    public StoredTask? Older { get; set; }

    private long MeasuredBytes { get; set; }

    /// <summary>The JSON to keep instead of a task that has ended; empty for one that goes on, or is too large to be read again cheaply.</summary>
    public static ReadOnlyMemory<byte> JsonOf(TaskRecord record) =>
        record.Task.Status.State.IsTerminal() && record.Task.Artifacts.All(static artifact => artifact.Parts.Count <= ProtoLimits.MaxParts) ? record.ToUtf8Json() : default;

    /// <summary>Takes the task after an event; gives how many bytes it grew by, by estimate, and whether it has a new status.</summary>
    public (long Growth, bool HasNewStatus) Replace(TaskRecord record, StreamEvent change, ReadOnlyMemory<byte> json)
    {
        var before = Bytes;
        var earlier = _live?.Task;
        var turn = record.Task.History.Count > 0 && !ReferenceEquals(record.Task.History[^1], earlier?.History.Count > 0 ? earlier.History[^1] : null);
        Bytes += TaskSize.Of(change) + (turn ? TaskSize.Of(record.Task.History[^1]) : 0);
        if (!json.IsEmpty)
        {
            Bytes = TaskSize.Of(json);
        }
        else if (Bytes > 2 * MeasuredBytes)
        {
            Bytes = MeasuredBytes = TaskSize.Of(record.Task);
        }

        Take(record, json);
        return (Bytes - before, !ReferenceEquals(earlier?.Status, record.Task.Status));
    }

    /// <summary>What is kept now, to be read without the lock.</summary>
    public StoredCopy Copy() => new(Key, _live, _json, Version, SkillId);

    private void Take(TaskRecord record, ReadOnlyMemory<byte> json)
    {
        (_live, _json) = json.IsEmpty ? (record, default(ReadOnlyMemory<byte>)) : (null, json);
        Version = record.Version;
        SkillId = record.SkillId;
        State = record.Task.Status.State;
        ContextId = record.Task.ContextId;
        Timestamp = record.Task.Status.Timestamp;
    }
}

/// <summary>A stored task as it was when it was copied.</summary>
internal readonly record struct StoredCopy(TaskKey Key, TaskRecord? Live, ReadOnlyMemory<byte> Json, long Version, string SkillId)
{
    public TaskRecord ToRecord() => Live ?? new TaskRecord(Key, ProtocolJson.FromUtf8(Json.Span, ProtocolJson.Context.AgentTask), Version, SkillId);
}
