using A2AAgent.Protocol;

namespace A2AAgent.Server.Tasks;

/// <summary>Gives the events of tasks that any replica may be writing. A store that several replicas share has one.</summary>
public interface ITaskFeed
{
    /// <summary>
    /// The events of a task after a version, those to come included: each once, in order. Ends after the event that ends the task, or when
    /// the task is removed. While the store cannot be reached the events wait.
    /// </summary>
    /// <param name="key">The task.</param>
    /// <param name="after">The version that the caller knows, 1 or more: that of a record it has read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    IAsyncEnumerable<RecordedEvent> ReadAsync(TaskKey key, long after, CancellationToken cancellationToken);
}

/// <summary>An event as a store keeps it.</summary>
/// <param name="Event">The event.</param>
/// <param name="Version">Its number: the version of the task after it.</param>
public readonly record struct RecordedEvent(StreamEvent Event, long Version);
