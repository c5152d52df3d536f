namespace A2AAgent.Server.Push.Delivery;

/// <summary>
/// How many deliveries are under way. Receivers that have failed have slots of their own, a quarter as many: those that never answer would
/// take all and hold up those that do. Of either kind one owner has at most half.
/// </summary>
internal sealed class DeliverySlots(PushOptions options)
{
    private readonly SharedSlots _first = new(options.Concurrency);
    private readonly SharedSlots _again = new(Math.Max(1, options.Concurrency / 4));

    /// <summary>Takes a slot; false when canceled. Each true is paired with <see cref="Leave"/> with the same arguments.</summary>
    public async ValueTask<bool> EnterAsync(string owner, bool hasFailed, CancellationToken cancellationToken)
    {
        try
        {
            await (hasFailed ? _again : _first).EnterAsync(owner, cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public void Leave(string owner, bool hasFailed) => (hasFailed ? _again : _first).Leave(owner);
}
