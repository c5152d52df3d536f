using System.Diagnostics.CodeAnalysis;

namespace A2AAgent.Server.Push.Delivery;

/// <summary>Slots that owners share: one has at most half, so that others find some however long its own are taken. Nobody in particular may have all.</summary>
[SuppressMessage("Design", "CA1001", Justification = "No semaphore here has a wait handle to free, and a delivery that is being ended may still use them.")]
internal sealed class SharedSlots(int count)
{
    private readonly SemaphoreSlim _all = new(count);
    private readonly Dictionary<string, Share> _shares = new(StringComparer.Ordinal);

    /// <summary>Takes a slot. Each call that returns is paired with <see cref="Leave"/>.</summary>
    public async ValueTask EnterAsync(string owner, CancellationToken cancellationToken)
    {
        var share = Join(owner);
        var taken = false;
        try
        {
            if (share is not null)
            {
                await share.Slots.WaitAsync(cancellationToken);
                taken = true;
            }

            await _all.WaitAsync(cancellationToken);
        }
        catch
        {
            Part(owner, share, taken);
            throw;
        }
    }

    public void Leave(string owner)
    {
        _all.Release();
        Part(owner, Find(owner), taken: true);
    }

    private Share? Join(string owner)
    {
        if (owner.Length == 0)
        {
            return null;
        }

        lock (_shares)
        {
            if (!_shares.TryGetValue(owner, out var share))
            {
                _shares.Add(owner, share = new Share(Math.Max(1, count / 2)));
            }

            share.Users++;
            return share;
        }
    }

    private Share? Find(string owner)
    {
        lock (_shares)
        {
            return _shares.GetValueOrDefault(owner);
        }
    }

    private void Part(string owner, Share? share, bool taken)
    {
        if (share is null)
        {
            return;
        }

        if (taken)
        {
            share.Slots.Release();
        }

        lock (_shares)
        {
            if (--share.Users == 0)
            {
                _shares.Remove(owner);
            }
        }
    }

    private sealed class Share(int count)
    {
        public SemaphoreSlim Slots { get; } = new(count);

        public int Users { get; set; }
    }
}
