using A2AAgent.Protocol;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Operations.Idempotency;

/// <summary>A message while it is found out whether it came before, and until what comes of it is recorded.</summary>
internal sealed class SendClaim(SendMessageRequest request, TaskKey key, SendPass pass, RecordedReplies replies) : IDisposable
{
    /// <summary>The key of the task that the message begins, unless it continues one.</summary>
    public TaskKey Key => key;

    /// <summary>The task that the message continues, when it has been read.</summary>
    public TaskRecord? Existing { get; set; }

    /// <summary>True when a call before this one may have recorded the message.</summary>
    public bool HasWaited => pass.HasWaited;

    /// <summary>True from when the message is recorded or its skill may have run: what fails then has nothing to do with an earlier call.</summary>
    public bool IsHandled { get; private set; }

    /// <summary>The message is recorded in its task: whoever brings it again finds it there.</summary>
    public void Begun()
    {
        IsHandled = true;
        pass.Dispose();
    }

    /// <summary>Runs a skill for its direct reply, unless that is known.</summary>
    public ValueTask<Message> ReplyAsync(Func<ValueTask<Message>> reply, CancellationToken cancellationToken)
    {
        IsHandled = true;
        return replies.ReplyAsync(key, request, reply, cancellationToken);
    }

    public void Dispose() => pass.Dispose();
}
