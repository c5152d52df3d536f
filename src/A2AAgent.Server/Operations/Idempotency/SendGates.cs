using System.Diagnostics.CodeAnalysis;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Operations.Idempotency;

/// <summary>Lets the calls that bring one message to this process in one by one, until the first has recorded what comes of it.</summary>
internal sealed class SendGates
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SendKey, Gate> _gates = [];

    /// <summary>Waits for its turn. What it gives is to be disposed of.</summary>
    public async ValueTask<SendPass> EnterAsync(SendKey key, CancellationToken cancellationToken)
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

    private Gate Join(SendKey key)
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
    internal sealed class Gate(SendKey key)
    {
        public SendKey Key => key;

        public SemaphoreSlim Turn { get; } = new(1, 1);

        public int Users { get; set; }
    }
}

/// <summary>What makes two messages the same one: who sends it, and what it is called.</summary>
internal readonly record struct SendKey(TaskScope Scope, string MessageId);

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
