using A2AAgent.Server.Diagnostics;

namespace A2AAgent.Server.Push.Delivery;

/// <summary>What follows a failed attempt.</summary>
internal sealed class RetryRule(PushOptions options)
{
    /// <summary>A receiver that refuses is asked again in case it is just being deployed.</summary>
    private const int RefusedAttempts = 3;

    private const int MostDoublings = 40;

    /// <param name="attempt">The attempt.</param>
    /// <param name="attempts">How many attempts the event has had.</param>
    /// <param name="failures">How many attempts of the webhook have failed in a row.</param>
    public RetryStep Next(Attempt attempt, int attempts, int failures) => attempt.Outcome switch
    {
        AttemptOutcome.Gone => RetryStep.GiveUpAll(DeadLetters.Gone),
        AttemptOutcome.Closed => RetryStep.GiveUp(DeadLetters.Address),
        _ when failures >= options.MaxAttempts => RetryStep.GiveUpAll(DeadLetters.Attempts),
        AttemptOutcome.Refused when attempts >= RefusedAttempts => RetryStep.GiveUp(DeadLetters.Refused),
        _ => RetryStep.Wait(Pause(failures, attempt.RetryAfter)),
    };

    /// <summary>Half of the pause is left to chance, so that webhooks which failed together do not come back together.</summary>
    private TimeSpan Pause(int failures, TimeSpan? retryAfter)
    {
        var backOff = Math.Min(options.FirstDelay.TotalMilliseconds * Math.Pow(2, Math.Min(failures - 1, MostDoublings)), options.MaxDelay.TotalMilliseconds);
        var pause = TimeSpan.FromMilliseconds(backOff * (0.5 + (Random.Shared.NextDouble() / 2)));
        var asked = retryAfter ?? TimeSpan.Zero;
        return asked <= pause ? pause : asked < options.MaxDelay ? asked : options.MaxDelay;
    }
}

/// <summary>The step after a failed attempt.</summary>
/// <param name="Reason">Why the event becomes a dead letter, or null to try again.</param>
/// <param name="All">True when all events that wait go with it.</param>
/// <param name="Pause">How long to wait before the next attempt.</param>
internal readonly record struct RetryStep(string? Reason, bool All, TimeSpan Pause)
{
    public static RetryStep Wait(TimeSpan pause) => new(null, false, pause);

    public static RetryStep GiveUp(string reason) => new(reason, false, TimeSpan.Zero);

    public static RetryStep GiveUpAll(string reason) => new(reason, true, TimeSpan.Zero);
}
