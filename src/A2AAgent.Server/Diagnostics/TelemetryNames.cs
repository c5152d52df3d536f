namespace A2AAgent.Server.Diagnostics;

/// <summary>Every name of the server's metrics.</summary>
internal static class TelemetryNames
{
    public const string Meter = "A2AAgent.Server";

    /// <summary>Seconds that an attempt to deliver an event took; its count is that of the attempts.</summary>
    public const string PushDuration = "a2a.push.delivery.duration";

    /// <summary>Events that were given up.</summary>
    public const string PushDeadLetters = "a2a.push.delivery.dead_letters";

    /// <summary>Events that wait or are under way.</summary>
    public const string PushPending = "a2a.push.delivery.pending";

    /// <summary>Tag of an attempt: how it ended.</summary>
    public const string Outcome = "a2a.push.outcome";

    /// <summary>Tag of a dead letter: why.</summary>
    public const string Reason = "a2a.push.reason";
}
