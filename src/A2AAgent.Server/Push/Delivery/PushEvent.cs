namespace A2AAgent.Server.Push.Delivery;

/// <summary>An event that waits in memory: its bytes are shared by all webhooks that get the same form, and counted once.</summary>
/// <param name="notification">The event.</param>
/// <param name="owner">Whose task it belongs to.</param>
/// <param name="memory">Where its bytes are counted.</param>
internal sealed class PushEvent(PushNotification notification, string owner, PushMemory memory)
{
    /// <summary>What it takes beside its bytes, with its place in a queue.</summary>
    private const int PerEvent = 256;

    private readonly Lock _gate = new();
    private int _holders;

    public PushNotification Notification => notification;

    public long Sequence => notification.Sequence;

    /// <summary>Counts a queue in; false when there is no room for the event. Each true is paired with <see cref="Release"/>.</summary>
    public bool TryHold()
    {
        lock (_gate)
        {
            if (_holders == 0 && !memory.TryTake(owner, notification.Json.Length + PerEvent))
            {
                return false;
            }

            _holders++;
            return true;
        }
    }

    public void Release()
    {
        lock (_gate)
        {
            if (--_holders == 0)
            {
                memory.Free(owner, notification.Json.Length + PerEvent);
            }
        }
    }
}
