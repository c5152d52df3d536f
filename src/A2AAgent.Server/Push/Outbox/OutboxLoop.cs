using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using A2AAgent.Protocol;
using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Push.Delivery;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Push.Outbox;

/// <summary>
/// Claims webhooks that something waits for, and sends. Looks at once when this process has recorded an event for one of them, and
/// every second for what others have left.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "What it starts may outlive it by a moment, and the source has no timer or wait handle to free.")]
internal sealed class OutboxLoop(IPushOutbox outbox, PushDelivery delivery, PushOptions options, TimeProvider time) : IDisposable
{
    private const int MostAtOnce = 64;
    private const int MostWatched = 10_000;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>What is recorded meanwhile is found by one look.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(5);

    private static readonly TimeSpan TidyInterval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<long, OutboxQueue> _active = new();
    private readonly ConcurrentDictionary<TaskKey, long> _watched = new();
    private readonly CancellationTokenSource _ended = new();
    private TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _running = Task.CompletedTask;
    private volatile bool _stopping;
    private long _tidied = time.GetTimestamp();

    /// <summary>How many webhooks this process sends to at a time: enough that those who wait for a slot are there when one is free.</summary>
    private int MostActive { get; } = options.Concurrency * 4;

    public void Start() => _running = Task.Run(RunAsync, _ended.Token);

    /// <summary>A task of which every event is looked at once, if this process records it.</summary>
    public void Watch(TaskKey key)
    {
        if (_watched.Count >= MostWatched)
        {
            // They are found a second later.
            _watched.Clear();
        }

        _watched.TryAdd(key, 0);
    }

    /// <summary>An event is recorded.</summary>
    public void Published(TaskKey key, long version)
    {
        if (_watched.TryGetValue(key, out var known) && _watched.TryUpdate(key, version, known))
        {
            Wake();
        }
    }

    /// <summary>Something may wait.</summary>
    public void Wake() => Volatile.Read(ref _woken).TrySetResult();

    /// <summary>A webhook is deleted: what this process is sending to it ends.</summary>
    public void Cancel(TaskKey key, string id)
    {
        foreach (var (_, queue) in _active)
        {
            if (queue.Webhook.Config.Key == key && queue.Webhook.Config.Id == id)
            {
                queue.Delete();
            }
        }
    }

    public void Undone(Exception failure, TaskKey key) => Log.PushNotUndone(delivery.Logger, failure, key.Id);

    /// <summary>Claims once more, and delivers for as long as the limit allows. What is left then is for the others, or for later.</summary>
    public async Task DrainAsync(TimeSpan limit)
    {
        var began = time.GetTimestamp();
        _stopping = true;
        Wake();
        await _running.WaitAsync(limit, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _ended.CancelAsync();
        await delivery.DrainAsync(limit - time.GetElapsedTime(began));
    }

    public void Dispose() => _ended.Cancel();

    private async Task RunAsync()
    {
        while (!_ended.IsCancellationRequested)
        {
            // Before the look, so that what comes during it is not waited for in vain.
            var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _woken, woken);
            var began = time.GetTimestamp();
            if (await ClaimAsync())
            {
                continue;
            }

            if (_stopping)
            {
                return;
            }

            // Looks that find much to pass over leave the store at least as much time for others.
            var rest = TimeSpan.FromTicks(Math.Clamp(time.GetElapsedTime(began).Ticks, Least.Ticks, Poll.Ticks));
            await Task.Delay(rest, time, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await woken.Task.WaitAsync(Poll, time, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>True when there may be more.</summary>
    private async Task<bool> ClaimAsync()
    {
        var room = Math.Min(MostAtOnce, MostActive - _active.Count);
        if (room <= 0)
        {
            return false;
        }

        try
        {
            await TidyAsync();

            // Not to be canceled: what is claimed must be known here.
            var claimed = await outbox.ClaimAsync(NewClaim(room), CancellationToken.None);
            foreach (var webhook in claimed)
            {
                Begin(webhook);
            }

            return claimed.Count == room;
        }
        catch (AgentException e) when (e.Error == AgentError.Unavailable)
        {
            return false;
        }
        catch (Exception e)
        {
            Log.PushBroken(delivery.Logger, e);
            return false;
        }
    }

    /// <summary>Failing receivers, and those of one owner, may hold so much that others find no place.</summary>
    private OutboxClaim NewClaim(int room)
    {
        var claims = new List<long>();
        var owners = new Dictionary<string, int>(StringComparer.Ordinal);
        var failing = 0;
        foreach (var (claim, queue) in _active)
        {
            claims.Add(claim);
            failing += queue.HasFailed ? 1 : 0;
            owners[queue.Owner] = owners.GetValueOrDefault(queue.Owner) + 1;
        }

        return new OutboxClaim(claims, room)
        {
            TakesFailing = failing < MostActive / 4,
            BusyOwners = [.. owners.Keys.Where(owner => owner.Length > 0 && owners[owner] >= MostActive / 2)],
            MaxBytes = Math.Max(1, options.MaxBytes / MostActive),
        };
    }

    private async ValueTask TidyAsync()
    {
        if (time.GetElapsedTime(_tidied) >= TidyInterval)
        {
            _tidied = time.GetTimestamp();
            await outbox.RemoveAbandonedAsync(CancellationToken.None);
        }
    }

    private void Begin(ClaimedWebhook webhook)
    {
        var queue = new OutboxQueue(webhook, outbox, delivery, time, Ended);
        _active[webhook.Claim] = queue;
        Watch(webhook.Config.Key);
        delivery.Start(queue);
    }

    private void Ended(OutboxQueue queue)
    {
        var wasFull = _active.Count >= MostActive;
        _active.TryRemove(queue.Webhook.Claim, out _);
        if (wasFull || queue.IsLost || (_watched.TryGetValue(queue.Webhook.Config.Key, out var newest) && newest > queue.Sent))
        {
            Wake();
        }
    }
}
