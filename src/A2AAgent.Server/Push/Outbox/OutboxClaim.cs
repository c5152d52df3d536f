namespace A2AAgent.Server.Push.Outbox;

/// <summary>What a replica would send to.</summary>
/// <param name="Active">The claims that it works on. Others of its own are of no use to anybody: the answer to them was lost.</param>
/// <param name="Most">How many webhooks it takes at most.</param>
internal sealed record OutboxClaim(IReadOnlyCollection<long> Active, int Most)
{
    /// <summary>False to take only those whose last attempt was a success.</summary>
    public bool TakesFailing { get; init; } = true;

    /// <summary>Owners whose webhooks it has enough of.</summary>
    public IReadOnlyCollection<string> BusyOwners { get; init; } = [];

    /// <summary>How many bytes of events come with each webhook at most; the first event comes in any case.</summary>
    public long MaxBytes { get; init; } = 256 * 1024;
}

/// <summary>How a failed attempt goes into the books.</summary>
/// <param name="Attempts">How many attempts the event has had.</param>
/// <param name="Failures">How many attempts in a row have failed.</param>
/// <param name="Pause">How long to wait.</param>
/// <param name="Release">True to end the claim: any replica may make the next attempt.</param>
internal readonly record struct OutboxFailure(int Attempts, int Failures, TimeSpan Pause, bool Release);

/// <summary>What a claim is after a step.</summary>
internal enum ClaimState
{
    /// <summary>It had ended before: the step has had no effect.</summary>
    Lost,

    /// <summary>It goes on.</summary>
    Held,

    /// <summary>It was ended as asked.</summary>
    Released,
}
