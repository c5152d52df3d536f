using A2AAgent.Protocol;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Execution;

/// <summary>What the processes that run one agent over one store know of each other. There is none where the store is this process's own.</summary>
internal interface IReplicas
{
    /// <summary>The time of day that all replicas go by.</summary>
    TimeProvider Time { get; }

    /// <summary>Called when a client wants a task to stop that may run here, with the task's identifier, which is unique by itself.</summary>
    Action<string>? CancelRequested { get; set; }

    /// <summary>Called when the others have given this replica up, for example after a long pause: what it ran is theirs.</summary>
    Action? Lost { get; set; }

    /// <summary>Asked before a turn begins.</summary>
    /// <exception cref="AgentException">
    /// The others may have given this replica up, or the store takes no writes; either is about to change (<see cref="AgentError.Unavailable"/>).
    /// </exception>
    void RequireLease();

    /// <summary>
    /// Takes tasks that are at work while nobody works on them: their replica is gone, or it is this one and could not begin or end them.
    /// They are this replica's from now on.
    /// </summary>
    /// <param name="runsHere">Whether a task does run in this process.</param>
    /// <param name="most">How many tasks of other replicas to take at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AgentException">The store is not available.</exception>
    ValueTask<IReadOnlyList<OrphanedTask>> ClaimAsync(Predicate<TaskKey> runsHere, int most, CancellationToken cancellationToken);

    /// <summary>Tells the replica that runs a task that its client wants it to stop. It may be gone, or not hear.</summary>
    /// <exception cref="AgentException">The store is not available.</exception>
    ValueTask RequestCancelAsync(string taskId, CancellationToken cancellationToken);
}

/// <summary>A task that is at work while nobody works on it.</summary>
/// <param name="Key">The task.</param>
/// <param name="Restarts">How often it was taken over.</param>
internal readonly record struct OrphanedTask(TaskKey Key, int Restarts)
{
    /// <summary>Where its turn came from (<see cref="Diagnostics.Tracing.TurnOrigin"/>), or null.</summary>
    public string? Trace { get; init; }
}
