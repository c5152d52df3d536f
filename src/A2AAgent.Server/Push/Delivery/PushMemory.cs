namespace A2AAgent.Server.Push.Delivery;

/// <summary>What webhooks and the events that wait for them may take together.</summary>
internal sealed class PushMemory(PushOptions options)
{
    private long _used;

    public long Used => Interlocked.Read(ref _used);

    /// <summary>Takes so many bytes; false when they are not free. Each true is paired with <see cref="Free"/>.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _used, bytes) <= options.MaxBytes)
        {
            return true;
        }

        Free(bytes);
        return false;
    }

    public void Free(long bytes) => Interlocked.Add(ref _used, -bytes);
}
