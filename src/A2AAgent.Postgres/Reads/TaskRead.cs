using A2AAgent.Server.Tasks;

namespace A2AAgent.Postgres.Reads;

/// <summary>A task to be found, and its outcome: the stored row, or null.</summary>
internal sealed class TaskRead(TaskKey key)
{
    private readonly TaskCompletionSource<FoundTask?> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskKey Key => key;

    public Task<FoundTask?> Outcome => _outcome.Task;

    public void Succeed(FoundTask? found) => _outcome.TrySetResult(found);

    public void Fail(Exception failure) => _outcome.TrySetException(failure);
}

/// <summary>A row, and the skill that the task's newest message went to.</summary>
internal sealed record FoundTask(TaskRow Row, string SkillId);
