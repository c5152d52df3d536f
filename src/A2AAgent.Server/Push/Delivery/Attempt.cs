namespace A2AAgent.Server.Push.Delivery;

/// <summary>How an attempt to deliver an event ended.</summary>
/// <param name="Outcome">What it means for the next step.</param>
/// <param name="Text">The same in words, without secrets.</param>
/// <param name="RetryAfter">The pause that the receiver asks for, or null.</param>
internal readonly record struct Attempt(AttemptOutcome Outcome, string Text, TimeSpan? RetryAfter = null)
{
    public static Attempt Delivered { get; } = new(AttemptOutcome.Delivered, "delivered");

    public static Attempt Canceled { get; } = new(AttemptOutcome.Canceled, "canceled");
}

/// <summary>What an attempt means for the next step.</summary>
internal enum AttemptOutcome
{
    /// <summary>The receiver has the event: any 2xx.</summary>
    Delivered,

    /// <summary>It may work later: no answer, 5xx, 408, 425 or 429.</summary>
    Failed,

    /// <summary>The receiver does not want this event: any other answer, redirects included.</summary>
    Refused,

    /// <summary>The receiver wants no event any more: 410.</summary>
    Gone,

    /// <summary>The host has no address that may be dialed.</summary>
    Closed,

    /// <summary>The webhook was deleted, or the process ends.</summary>
    Canceled,
}
