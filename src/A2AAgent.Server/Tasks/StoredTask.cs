using A2AAgent.Protocol;

namespace A2AAgent.Server.Tasks;

/// <summary>A task in the in-memory store, with its places in the store's lists.</summary>
internal sealed class StoredTask
{
    public StoredTask(TaskRecord record)
    {
        Record = record;
        Expiry = new LinkedListNode<StoredTask>(this);
        Bytes = MeasuredBytes = TaskSize.Of(record.Task);
    }

    public TaskRecord Record { get; private set; }

    /// <summary>The estimate of <see cref="TaskSize"/>, which grows with each event and is taken anew when it has doubled.</summary>
    public long Bytes { get; private set; }

    private long MeasuredBytes { get; set; }

    /// <summary>The number of the store's change that brought the current status.</summary>
    public long Change { get; set; }

    public LinkedListNode<StoredTask> Expiry { get; }

    /// <summary>When the current status was entered; it orders lists.</summary>
    public long Ticks => Record.Task.Status.Timestamp?.UtcTicks ?? 0;

    public StoredTask? Newer { get; set; }

    public StoredTask? Older { get; set; }

    /// <summary>Takes the task after an event; gives how many bytes it grew by, by estimate.</summary>
    public long Replace(TaskRecord record, StreamEvent change)
    {
        var before = Bytes;
        var turn = record.Task.History.Count > 0 && !ReferenceEquals(record.Task.History[^1], Record.Task.History.Count > 0 ? Record.Task.History[^1] : null);
        Record = record;
        Bytes += TaskSize.Of(change) + (turn ? TaskSize.Of(record.Task.History[^1]) : 0);
        if (Bytes > 2 * MeasuredBytes)
        {
            Bytes = MeasuredBytes = TaskSize.Of(record.Task);
        }

        return Bytes - before;
    }
}
