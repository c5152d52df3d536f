using A2AAgent.Server.Diagnostics;

namespace A2AAgent.Server.Push.Delivery;

/// <summary>The events that wait for one webhook, by their numbers, within a bound.</summary>
/// <remarks>Used under its queue's lock.</remarks>
internal sealed class PushBacklog(int capacity, PushMetrics metrics)
{
    private readonly LinkedList<PushEvent> _events = new();

    public bool IsEmpty => _events.Count == 0;

    /// <summary>
    /// Adds an event. Where there is no room the oldest go, since the newest is worth more: it may be the end of the task. Gives how many
    /// went, and why.
    /// </summary>
    public (int Dropped, string Reason) Add(PushEvent item)
    {
        var dropped = _events.Count >= capacity ? DropOldest() : 0;
        var reason = DeadLetters.QueueFull;
        while (!item.TryHold())
        {
            reason = DeadLetters.MemoryFull;
            if (IsEmpty)
            {
                return (dropped + 1, reason);
            }

            dropped += DropOldest();
        }

        Insert(item);
        metrics.Queued();
        return (dropped, reason);
    }

    /// <summary>Takes the oldest event, which its taker settles; null when there is none.</summary>
    public PushEvent? Take()
    {
        var first = _events.First;
        if (first is not null)
        {
            _events.RemoveFirst();
        }

        return first?.Value;
    }

    /// <summary>Removes the events up to a number.</summary>
    public void RemoveUpTo(long sequence)
    {
        while (_events.First is { } first && first.Value.Sequence <= sequence)
        {
            DropOldest();
        }
    }

    /// <summary>Removes all; gives how many there were.</summary>
    public int Clear()
    {
        var count = _events.Count;
        while (!IsEmpty)
        {
            DropOldest();
        }

        return count;
    }

    /// <summary>At the end, unless the next turn's first event has overtaken the last one of the turn before.</summary>
    private void Insert(PushEvent item)
    {
        var before = _events.Last;
        while (before is not null && before.Value.Sequence > item.Sequence)
        {
            before = before.Previous;
        }

        if (before is null)
        {
            _events.AddFirst(item);
        }
        else
        {
            _events.AddAfter(before, item);
        }
    }

    private int DropOldest()
    {
        _events.First!.Value.Release();
        _events.RemoveFirst();
        metrics.Settled(1);
        return 1;
    }
}
