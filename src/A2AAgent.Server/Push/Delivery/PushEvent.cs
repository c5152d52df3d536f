namespace A2AAgent.Server.Push.Delivery;

/// <summary>An event as it is sent: its bytes are shared by all webhooks that get the same form, and counted once.</summary>
/// <param name="sequence">Its number in its task.</param>
/// <param name="json">The body of the request.</param>
/// <param name="traceParent">The activity in which it happened, as the header <c>traceparent</c> of W3C Trace Context, or null.</param>
/// <param name="memory">Where its bytes are counted.</param>
internal sealed class PushEvent(long sequence, ReadOnlyMemory<byte> json, string? traceParent, PushMemory memory)
{
    /// <summary>What it takes beside its bytes, with its place in a queue.</summary>
    private const int PerEvent = 256;

    private readonly Lock _gate = new();
    private int _holders;

    public long Sequence => sequence;

    public ReadOnlyMemory<byte> Json => json;

    public string? TraceParent => traceParent;

    /// <summary>Counts a queue in; false when there is no room for the event. Each true is paired with <see cref="Release"/>.</summary>
    public bool TryHold()
    {
        lock (_gate)
        {
            if (_holders == 0 && !memory.TryTake(json.Length + PerEvent))
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
                memory.Free(json.Length + PerEvent);
            }
        }
    }
}
