using A2AAgent.Protocol.Diagnostics;

namespace A2AAgent.Server.Diagnostics;

/// <summary>Why an event was not delivered: the values of <see cref="TelemetryNames.Reason"/>.</summary>
internal static class DeadLetters
{
    /// <summary>The receiver failed as often as it may.</summary>
    public const string Attempts = "attempts";

    /// <summary>The receiver refuses the event.</summary>
    public const string Refused = "refused";

    /// <summary>The receiver wants no more events.</summary>
    public const string Gone = "gone";

    /// <summary>The receiver is where the agent does not send to.</summary>
    public const string Address = "address";

    /// <summary>More events wait than may.</summary>
    public const string QueueFull = "queue_full";

    /// <summary>The events that wait take more memory than they may.</summary>
    public const string MemoryFull = "memory_full";

    /// <summary>The event cannot be read from the store.</summary>
    public const string Damaged = "damaged";

    /// <summary>The process ended first.</summary>
    public const string Shutdown = "shutdown";

    public static IReadOnlyList<string> All { get; } = [Attempts, Refused, Gone, Address, QueueFull, MemoryFull, Damaged, Shutdown];
}
