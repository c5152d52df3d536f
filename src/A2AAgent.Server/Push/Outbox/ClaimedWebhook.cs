using A2AAgent.Server.Push.Configs;

namespace A2AAgent.Server.Push.Outbox;

/// <summary>A webhook that this process sends to, and the next events for it.</summary>
/// <param name="Config">The webhook.</param>
/// <param name="Number">Its number in the store.</param>
/// <param name="Claim">The number of the claim, which never comes back.</param>
/// <param name="Replica">Under which number this process has claimed it.</param>
/// <param name="Task">The task's number in the store.</param>
internal sealed record ClaimedWebhook(PushConfig Config, long Number, long Claim, long Replica, long Task)
{
    /// <summary>The newest event that it has, or that was given up.</summary>
    public required long Sent { get; init; }

    /// <summary>True when it wants nothing more.</summary>
    public bool IsGone { get; init; }

    /// <summary>How many attempts in a row have failed.</summary>
    public int Failures { get; init; }

    /// <summary>How many attempts the first of the events has had.</summary>
    public int Attempts { get; init; }

    /// <summary>How the history of a task among the events is cut; null for all of it.</summary>
    public int? HistoryLength { get; init; }

    /// <summary>The activity in which it was set.</summary>
    public string? TraceParent { get; init; }

    /// <summary>How many bytes of events are read at a time.</summary>
    public long MaxBytes { get; init; }

    /// <summary>The next events, or the task and the next events; at least one unless it is gone.</summary>
    public IReadOnlyList<OutboxEvent> Events { get; init; } = [];
}

/// <summary>An event as it is kept.</summary>
/// <param name="Version">Its number in its task.</param>
/// <param name="Json">The event.</param>
/// <param name="IsTask">True for the JSON of the task, with which a webhook begins.</param>
internal readonly record struct OutboxEvent(long Version, ReadOnlyMemory<byte> Json, bool IsTask);
