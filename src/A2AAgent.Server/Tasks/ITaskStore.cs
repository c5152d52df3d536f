using A2AAgent.Protocol;

namespace A2AAgent.Server.Tasks;

/// <summary>Keeps tasks.</summary>
/// <remarks>
/// Concurrency contract. Every method may be called from any thread and any replica. A task has one writer at a time, and the
/// version finds out when that is not so: <see cref="AppendAsync"/> takes the record after some events, whose version must be that
/// of the stored record and one more for each event, and is atomic; of two that race, one wins and the other gets a
/// <see cref="TaskConflictException"/>. A read returns the record of the newest append that has returned, or a newer one.
/// Records are immutable, and so is everything in them.
/// </remarks>
public interface ITaskStore
{
    /// <summary>Adds a new task with version 1.</summary>
    /// <param name="record">The task.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="TaskConflictException">There is a task of that key.</exception>
    /// <exception cref="AgentException">The store is full of tasks that cannot go (<see cref="AgentError.ResourceExhausted"/>).</exception>
    ValueTask CreateAsync(TaskRecord record, CancellationToken cancellationToken);

    /// <summary>Replaces a task by what it is after events, and records the events: all of it or nothing.</summary>
    /// <param name="record">The task after the events.</param>
    /// <param name="changes">The events, at least one; the last one's number is the record's version.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="TaskConflictException">The stored version is not that before the events, or there is no such task.</exception>
    ValueTask AppendAsync(TaskRecord record, IReadOnlyList<StreamEvent> changes, CancellationToken cancellationToken);

    /// <summary>Finds a task; null when there is none under that key.</summary>
    ValueTask<TaskRecord?> FindAsync(TaskKey key, CancellationToken cancellationToken);

    /// <summary>Finds a page of tasks, the newest status first.</summary>
    /// <exception cref="AgentException">The page token is not one of this store's (<see cref="AgentError.InvalidParams"/>).</exception>
    ValueTask<TaskPage> ListAsync(TaskQuery query, CancellationToken cancellationToken);

    /// <summary>Removes tasks that are past their time. Called every second on every replica.</summary>
    /// <returns>The keys of the removed tasks.</returns>
    ValueTask<IReadOnlyList<TaskKey>> RemoveExpiredAsync(CancellationToken cancellationToken);
}

/// <summary>Somebody else has changed the task.</summary>
public sealed class TaskConflictException(TaskKey key, long version)
    : Exception($"Task {key.Id} was changed by somebody else: version {version} does not follow the stored one.");
