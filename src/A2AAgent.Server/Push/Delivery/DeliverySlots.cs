using System.Diagnostics.CodeAnalysis;

namespace A2AAgent.Server.Push.Delivery;

/// <summary>
/// How many deliveries are under way. Receivers that have failed have slots of their own, a quarter as many: those that never answer would
/// take all and hold up those that do.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Neither has a wait handle to free, and a delivery that is being ended may still use both.")]
internal sealed class DeliverySlots(PushOptions options)
{
    private readonly SemaphoreSlim _first = new(options.Concurrency);
    private readonly SemaphoreSlim _again = new(Math.Max(1, options.Concurrency / 4));

    /// <summary>Takes a slot; false when canceled. Each true is paired with <see cref="Leave"/> of the same kind.</summary>
    public async ValueTask<bool> EnterAsync(bool hasFailed, CancellationToken cancellationToken)
    {
        try
        {
            await (hasFailed ? _again : _first).WaitAsync(cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public void Leave(bool hasFailed) => (hasFailed ? _again : _first).Release();
}
