using System.Diagnostics.CodeAnalysis;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Operations.Idempotency;

/// <summary>Lets the calls that bring one message to this process in one by one, until the first has recorded what comes of it.</summary>
internal sealed class SendGates
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TaskKey, Gate> _gates = [];

    /// <summary>Waits for its turn. What it gives is to be disposed of.</summary>
    /// <param name="key">The message: the key of the task that it would begin.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async ValueTask<SendPass> EnterAsync(TaskKey key, CancellationToken cancellationToken)
    {
        var gate = Join(key);
        try
        {
            var isFree = await gate.Turn.WaitAsync(TimeSpan.Zero, cancellationToken);
            if (!isFree)
            {
                await gate.Turn.WaitAsync(cancellationToken);
            }

            return new SendPass(this, gate, hasWaited: !isFree);
        }
        catch
        {
            Leave(gate);
            throw;
        }
    }

    internal void Leave(Gate gate)
    {
        lock (_lock)
        {
            if (--gate.Users == 0)
            {
                _gates.Remove(gate.Key);
            }
        }
    }

    private Gate Join(TaskKey key)
    {
        lock (_lock)
        {
            if (!_gates.TryGetValue(key, out var gate))
            {
                _gates.Add(key, gate = new Gate(key));
            }

            gate.Users++;
            return gate;
        }
    }

    [SuppressMessage("Design", "CA1001", Justification = "The semaphore has no wait handle to free.")]
    internal sealed class Gate(TaskKey key)
    {
        public TaskKey Key => key;

        public SemaphoreSlim Turn { get; } = new(1, 1);

        public int Users { get; set; }
    }
}

/// <summary>The turn of one call. Given back once, as soon as the next call would find what this one has recorded.</summary>
internal sealed class SendPass(SendGates gates, SendGates.Gate gate, bool hasWaited) : IDisposable
{
    private int _returned;

    /// <summary>True when another call with the same message came first.</summary>
    public bool HasWaited => hasWaited;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _returned, 1) == 0)
        {
            gate.Turn.Release();
            gates.Leave(gate);
        }
    }
}
