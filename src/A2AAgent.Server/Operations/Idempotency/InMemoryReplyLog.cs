using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Operations.Idempotency;

/// <summary>The embedded log: one process, bounded like the tasks beside it, the oldest replies go first. A message that is being replied to needs no entry.</summary>
internal sealed class InMemoryReplyLog(ITaskStore tasks, TaskOptions options, TimeProvider time) : IReplyLog
{
    private const int PerReply = 400;

    private readonly Lock _gate = new();
    private readonly Dictionary<TaskKey, Entry> _replies = [];
    private readonly Queue<Entry> _oldest = new();
    private long _bytes;

    /// <summary>What the replies may take beside the tasks.</summary>
    private long MaxBytes => options.MaxBytes / 4;

    /// <summary>True when a message was replied to.</summary>
    public bool Knows(TaskKey key)
    {
        lock (_gate)
        {
            return _replies.TryGetValue(key, out var entry) && !IsExpired(entry);
        }
    }

    public ValueTask<Reservation?> FindAsync(TaskKey key, CancellationToken cancellationToken) => ValueTask.FromResult(Kept(key)?.ToReservation());

    public async ValueTask<Reservation> ReserveAsync(TaskKey key, ReadOnlyMemory<byte> digest, Guid claim, CancellationToken cancellationToken) =>
        Kept(key)?.ToReservation() ?? new Reservation(await tasks.FindAsync(key, cancellationToken) is null ? ReservationState.Reserved : ReservationState.BeganTask);

    public ValueTask<bool> CompleteAsync(TaskKey key, ReadOnlyMemory<byte> digest, Guid claim, Message reply, CancellationToken cancellationToken)
    {
        var entry = new Entry(key, digest, ProtocolJson.ToUtf8<Message, MessageConverter>(reply), time.GetTimestamp());
        lock (_gate)
        {
            RemoveOld();
            _replies.Add(key, entry);
            _oldest.Enqueue(entry);
            _bytes += entry.Bytes;
        }

        return ValueTask.FromResult(true);
    }

    public ValueTask ReleaseAsync(TaskKey key, Guid claim, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    private Entry? Kept(TaskKey key)
    {
        lock (_gate)
        {
            RemoveOld();
            return _replies.GetValueOrDefault(key);
        }
    }

    private void RemoveOld()
    {
        while (_oldest.TryPeek(out var oldest) && (IsExpired(oldest) || _oldest.Count > options.MaxTasks || _bytes > MaxBytes))
        {
            _oldest.Dequeue();
            _bytes -= oldest.Bytes;
            _replies.Remove(oldest.Key);
        }
    }

    private bool IsExpired(Entry entry) => time.GetElapsedTime(entry.At) > options.FinishedTtl;

    private sealed record Entry(TaskKey Key, ReadOnlyMemory<byte> Digest, ReadOnlyMemory<byte> Json, long At)
    {
        public long Bytes => PerReply + Json.Length;

        public Reservation ToReservation() => new(ReservationState.Replied, Digest, ProtocolJson.FromOwnUtf8(Json.Span, ProtocolJson.Context.Message));
    }
}
