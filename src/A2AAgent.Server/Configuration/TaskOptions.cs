namespace A2AAgent.Server.Configuration;

/// <summary>How tasks run and how long they are kept.</summary>
public sealed class TaskOptions
{
    /// <summary>
    /// Where tasks are kept: <c>memory</c>, or <c>postgres</c> with the package A2AAgent.Postgres and its <c>AddPostgresTasks</c>.
    /// Default: <c>memory</c>; <c>postgres</c> once that is called.
    /// </summary>
    public string? Store { get; set; }

    /// <summary>
    /// How many tasks the in-memory store keeps at most. Then an owner of those who hold the most makes room: its oldest finished task goes
    /// first, then the one that has waited longest for its client. Default: 5,000.
    /// </summary>
    public int MaxTasks { get; set; } = 5_000;

    /// <summary>How much content the in-memory store keeps at most, in bytes, by estimate; tasks go as with <see cref="MaxTasks"/>. Default: 256 MiB.</summary>
    public long MaxBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>
    /// Whether a message that a caller sends again, with the same <c>messageId</c> and the same content, is answered with the task or the reply of
    /// the first time, also while that is running; the same <c>messageId</c> with other content is then an error. For as long as the task is kept, a
    /// direct reply for <see cref="FinishedTtl"/>. Callers whom nobody knows are one owner. Default: false, since clients exist that use a
    /// <c>messageId</c> more than once.
    /// </summary>
    public bool Idempotency { get; set; }

    /// <summary>How many skills may run at a time; further messages fail with RESOURCE_EXHAUSTED. Default: 1,000.</summary>
    public int MaxRunning { get; set; } = 1_000;

    /// <summary>
    /// How many of them may run for one owner, whatever tenants it names; further messages of that owner fail with RESOURCE_EXHAUSTED. Callers
    /// whom nobody knows are one owner. Default: as many as there may be.
    /// </summary>
    public int? MaxRunningPerOwner { get; set; }

    /// <summary>How long a finished task is kept. Default: 1 hour.</summary>
    public TimeSpan FinishedTtl { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a task that waits for its client is kept. Default: 24 hours.</summary>
    public TimeSpan AbandonedTtl { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How many messages of a task's history are kept; the oldest go first. Default: 200.</summary>
    public int MaxHistory { get; set; } = 200;

    /// <summary>How many artifacts a task may have. Default: 1,000.</summary>
    public int MaxArtifacts { get; set; } = 1_000;

    /// <summary>How many parts an artifact may have, all chunks together. Default: 100,000.</summary>
    public int MaxArtifactParts { get; set; } = 100_000;

    /// <summary>How long one turn of a skill may run before its task fails. Default: 10 minutes.</summary>
    public TimeSpan MaxRunTime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a skill may go without an event before its task fails, to the second: a skill that hangs is found sooner than by its run time.
    /// Default: none, any pause is fine.
    /// </summary>
    public TimeSpan? InactivityTimeout { get; set; }

    /// <summary>
    /// How long a running task may go without an event before it is measured as stuck, to the second; nothing else happens to it. Default: 5 minutes.
    /// </summary>
    public TimeSpan StuckAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long a skill waits for a store that is away before it is told to stop and its task fails, which is recorded when the store is back.
    /// Default: 1 minute.
    /// </summary>
    public TimeSpan MaxStoreOutage { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a canceled skill may take to stop before its task is ended without it. Default: 5 seconds.</summary>
    public TimeSpan CancelGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many clients may watch one task. Default: 2,000.</summary>
    public int MaxSubscribers { get; set; } = 2_000;

    /// <summary>How many events a watched task keeps for slow subscribers; one that falls further behind is disconnected. Default: 2,048.</summary>
    public int EventBuffer { get; set; } = 2_048;
}
