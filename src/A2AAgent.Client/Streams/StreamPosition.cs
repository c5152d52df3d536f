namespace A2AAgent.Client.Streams;

/// <summary>How far a stream was read: enough to tell what a later snapshot of the task has that was not among its events.</summary>
internal sealed class StreamPosition
{
    private readonly Dictionary<string, int> _parts = new(StringComparer.Ordinal);
    private AgentTaskStatus? _status;

    /// <summary>The task; empty until it is known.</summary>
    public string TaskId { get; private set; } = "";

    /// <summary>The conversation; empty until it is known.</summary>
    public string ContextId { get; private set; } = "";

    /// <summary>The task's state as far as it was read; null until it is known.</summary>
    public TaskState? State => _status?.State;

    /// <summary>True after a direct reply, which ends its stream.</summary>
    public bool HasReply { get; private set; }

    /// <summary>Takes note of an event.</summary>
    public void Read(StreamEvent item)
    {
        switch (item)
        {
            case { Message: not null }:
                HasReply = true;
                break;
            case { Task: { } task }:
                Begin(task);
                break;
            case { StatusUpdate: { } update }:
                (TaskId, ContextId, _status) = (update.TaskId, update.ContextId, update.Status);
                break;
            case { ArtifactUpdate: { } update }:
                (TaskId, ContextId) = (update.TaskId, update.ContextId);
                _parts[update.Artifact.ArtifactId] = Count(update.Artifact) + (update.Append ? _parts.GetValueOrDefault(update.Artifact.ArtifactId) : 0);
                break;
        }
    }

    /// <summary>What a snapshot has that was not read yet, as events; they are read with it.</summary>
    public List<StreamEvent> Missing(AgentTask task)
    {
        var events = new List<StreamEvent>();
        foreach (var artifact in task.Artifacts)
        {
            if (Missing(task, artifact) is { } update)
            {
                events.Add(StreamEvent.From(update));
            }
        }

        if (_status is null || IsNew(task.Status, _status))
        {
            events.Add(StreamEvent.From(new TaskStatusUpdateEvent { TaskId = task.Id, ContextId = task.ContextId, Status = task.Status }));
        }

        events.ForEach(Read);
        return events;
    }

    private static bool IsNew(AgentTaskStatus status, AgentTaskStatus known) =>
        status.State != known.State || status.Timestamp != known.Timestamp || status.Message?.MessageId != known.Message?.MessageId;

    /// <summary>The mark at the end of an artifact that was streamed carries no content, and agents do not keep it.</summary>
    private static bool HasContent(Part part) => part is not { Text: "", Metadata: null };

    private static int Count(Artifact artifact) => artifact.Parts.Count(HasContent);

    private TaskArtifactUpdateEvent? Missing(AgentTask task, Artifact artifact)
    {
        var known = _parts.TryGetValue(artifact.ArtifactId, out var read);
        var content = artifact.Parts.Where(HasContent).ToArray();
        if (known && content.Length == read)
        {
            return null;
        }

        // Fewer than were read: it was replaced meanwhile.
        var more = known && content.Length > read;
        return new TaskArtifactUpdateEvent
        {
            TaskId = task.Id,
            ContextId = task.ContextId,
            Artifact = artifact with { Parts = more ? content[read..] : content },
            Append = more,
            LastChunk = task.Status.State.IsTerminal(),
        };
    }

    private void Begin(AgentTask task)
    {
        (TaskId, ContextId, _status) = (task.Id, task.ContextId, task.Status);
        _parts.Clear();
        foreach (var artifact in task.Artifacts)
        {
            _parts[artifact.ArtifactId] = Count(artifact);
        }
    }
}
