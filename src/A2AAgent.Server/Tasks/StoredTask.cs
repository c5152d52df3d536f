namespace A2AAgent.Server.Tasks;

/// <summary>A task in the in-memory store, with its places in the store's lists.</summary>
internal sealed class StoredTask
{
    public StoredTask(TaskRecord record)
    {
        Record = record;
        Expiry = new LinkedListNode<StoredTask>(this);
    }

    public TaskRecord Record { get; set; }

    public long Bytes { get; set; }

    /// <summary>The number of the store's change that brought the current status.</summary>
    public long Change { get; set; }

    public LinkedListNode<StoredTask> Expiry { get; }

    public StoredTask? Newer { get; set; }

    public StoredTask? Older { get; set; }
}
