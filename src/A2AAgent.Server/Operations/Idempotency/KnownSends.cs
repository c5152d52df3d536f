using A2AAgent.Protocol;
using A2AAgent.Server.Execution;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Operations.Idempotency;

/// <summary>What came of a message before: a task or a reply.</summary>
internal sealed record KnownSend(TaskRecord? Task, Message? Reply = null);

/// <summary>Finds what came of a message before.</summary>
/// <param name="engine">Where tasks are.</param>
/// <param name="gates">The messages that this process is about to record.</param>
/// <param name="replies">What skills without a task have replied.</param>
/// <param name="selector">Chooses skills, perhaps by asking a model: not to be asked twice, and not to be trusted to give the same answer.</param>
internal sealed class KnownSends(TaskEngine engine, SendGates gates, RecordedReplies replies, ISkillSelector? selector = null)
{
    /// <summary>Where looking costs nothing; elsewhere the store's refusal to create a task twice says the same without a round trip of its own.</summary>
    private readonly bool _looksFirst = selector is not null || engine.Store is InMemoryTaskStore;

    /// <summary>Waits until no other call of this process is about to record the same message. The claim is to be disposed of.</summary>
    public async ValueTask<SendClaim> ClaimAsync(TaskScope scope, SendMessageRequest request, CancellationToken cancellationToken)
    {
        var key = scope.Key(SendIdentity.TaskId(scope, request.Message.MessageId));
        return new SendClaim(request, key, await gates.EnterAsync(key, cancellationToken), replies);
    }

    /// <summary>Finds what came of the message; null when nothing has, or when that is not yet known.</summary>
    /// <param name="claim">The message.</param>
    /// <param name="request">The request that brings it.</param>
    /// <param name="scope">Whose it is.</param>
    /// <param name="isSuspected">True when there is reason to look.</param>
    /// <param name="cancellationToken">Gives up looking.</param>
    /// <exception cref="AgentException">Another message has the identifier.</exception>
    public async ValueTask<KnownSend?> FindAsync(SendClaim claim, SendMessageRequest request, TaskScope scope, bool isSuspected, CancellationToken cancellationToken)
    {
        var task = request.Message.TaskId.Length > 0 ? await FindContinuedAsync(claim, request, scope, cancellationToken)
            : isSuspected || LooksFirst(claim, request) ? await FindBegunAsync(claim, request, cancellationToken)
            : null;
        if (task is not null)
        {
            return new KnownSend(task);
        }

        return (isSuspected || selector is not null) && await replies.FindAsync(claim.Key, request, cancellationToken) is { } reply ? new KnownSend(Task: null, reply) : null;
    }

    private async ValueTask<TaskRecord?> FindBegunAsync(SendClaim claim, SendMessageRequest request, CancellationToken cancellationToken)
    {
        if (await engine.Store.FindAsync(claim.Key, cancellationToken) is not { } record)
        {
            return null;
        }

        var known = MessageContent.Find(record.Task, request.Message.MessageId)
            ?? throw MessageContent.Differs("so long ago that its content is not kept any more");
        MessageContent.RequireSame(record, known, request);
        return record;
    }

    private async ValueTask<TaskRecord?> FindContinuedAsync(SendClaim claim, SendMessageRequest request, TaskScope scope, CancellationToken cancellationToken)
    {
        claim.Existing = await engine.Store.FindAsync(scope.Key(request.Message.TaskId), cancellationToken);
        if (claim.Existing is not { } record || MessageContent.Find(record.Task, request.Message.MessageId) is not { } known)
        {
            return null;
        }

        MessageContent.RequireSame(record, known, request);
        return record;
    }

    /// <summary>A webhook is set before the task is created, and would be taken back again.</summary>
    private bool LooksFirst(SendClaim claim, SendMessageRequest request) =>
        _looksFirst || claim.HasWaited || request.Configuration?.TaskPushNotificationConfig is not null || engine.Live.Find(claim.Key) is not null;
}
