namespace A2AAgent.Server.Push.Delivery;

/// <summary>What webhooks and the events that wait for them may take together, one owner at most half of it.</summary>
internal sealed class PushMemory(PushOptions options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _owners = new(StringComparer.Ordinal);
    private long _used;

    public long Used
    {
        get
        {
            lock (_gate)
            {
                return _used;
            }
        }
    }

    /// <summary>Takes so many bytes; false when they are not free. Each true is paired with <see cref="Free"/>.</summary>
    public bool TryTake(string owner, long bytes)
    {
        lock (_gate)
        {
            var used = _owners.GetValueOrDefault(owner) + bytes;
            if (_used + bytes > options.MaxBytes || (owner.Length > 0 && used > options.MaxBytes / 2))
            {
                return false;
            }

            _used += bytes;
            _owners[owner] = used;
            return true;
        }
    }

    public void Free(string owner, long bytes)
    {
        lock (_gate)
        {
            _used -= bytes;
            if ((_owners[owner] -= bytes) == 0)
            {
                _owners.Remove(owner);
            }
        }
    }
}
