using A2AAgent.Protocol;

namespace A2AAgent.Server.Tasks;

/// <summary>A store whose writes are far away: it takes a new task together with its first events.</summary>
internal interface IWholeTaskStore : ITaskStore
{
    /// <summary>Adds a new task as it is after its first events, and records those: all of it or nothing.</summary>
    /// <param name="record">The task, whose version is one more than the number of events.</param>
    /// <param name="changes">The events; none for a task that has had none.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="TaskConflictException">There is a task of that key.</exception>
    /// <exception cref="AgentException">The store is full, or it is away.</exception>
    ValueTask CreateAsync(TaskRecord record, IReadOnlyList<StreamEvent> changes, CancellationToken cancellationToken);
}
