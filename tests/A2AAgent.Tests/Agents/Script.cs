using System.Collections.Concurrent;

namespace A2AAgent.Tests.Agents;

/// <summary>How a test steers the skills of its agent.</summary>
internal sealed class Script
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _started = new();
    private readonly SemaphoreSlim _startedCount = new(0);

    public Task Gate => _gate.Task;

    /// <summary>For callbacks, which cannot await.</summary>
    public ManualResetEventSlim Released { get; } = new();

    public void Open()
    {
        _gate.TrySetResult();
        Released.Set();
    }

    public void Started(string taskId)
    {
        _started.Enqueue(taskId);
        _startedCount.Release();
    }

    public async Task<string> NextStartedAsync(CancellationToken cancellationToken)
    {
        await _startedCount.WaitAsync(cancellationToken);
        return _started.TryDequeue(out var taskId) ? taskId : throw new InvalidOperationException("Counted a start that is not there.");
    }
}
