namespace A2AAgent.Server.Execution;

/// <summary>Why a turn was told to stop.</summary>
internal enum StopReason
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>The client canceled the task.</summary>
    Canceled,

    /// <summary>The turn ran longer than it may.</summary>
    TimedOut,

    /// <summary>The turn went without an event for longer than it may.</summary>
    Inactive,

    /// <summary>The process ends.</summary>
    ShuttingDown,

    /// <summary>The store was away for longer than a skill may wait.</summary>
    StoreAway,

    /// <summary>The other replicas have given this one up, and the task is theirs.</summary>
    LeaseLost,
}
