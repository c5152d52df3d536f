using System.Runtime.ExceptionServices;
using A2AAgent.Protocol;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Execution;

/// <summary>
/// A new task that nobody has heard of yet: it is recorded together with what its skill gives at once, or alone when the skill takes its
/// time. A task that is over in a moment is one write instead of two.
/// </summary>
/// <remarks>Used by one writer at a time.</remarks>
internal sealed class FirstRecord(IWholeTaskStore store)
{
    private ExceptionDispatchInfo? _failure;

    /// <summary>True until the task is recorded.</summary>
    public bool IsPending { get; private set; } = true;

    /// <summary>True when it could not be recorded: there is no task then.</summary>
    public bool HasFailed => IsPending && _failure is not null;

    /// <summary>Records the task after its first events.</summary>
    public async ValueTask RecordAsync(TaskRecord record, IReadOnlyList<StreamEvent> changes)
    {
        try
        {
            await store.CreateAsync(record, changes, CancellationToken.None);
            IsPending = false;
        }
        catch (Exception e)
        {
            _failure = ExceptionDispatchInfo.Capture(e);
            throw;
        }
    }

    public void ThrowIfFailed()
    {
        if (HasFailed)
        {
            _failure!.Throw();
        }
    }
}
