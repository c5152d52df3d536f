using A2AAgent.Protocol;
using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Execution;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Operations.Idempotency;

/// <summary>Replies to a message once: a call that brings it again gets the reply that is recorded, or waits for it.</summary>
internal sealed class RecordedReplies(IReplyLog log, TaskEngine engine)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    /// <summary>The reply that the message got; null when there is none, or not yet.</summary>
    /// <exception cref="AgentException">Another message has the identifier, or the log is not available.</exception>
    public async ValueTask<Message?> FindAsync(TaskKey key, SendMessageRequest request, CancellationToken cancellationToken) =>
        await log.FindAsync(key, cancellationToken) is { } found ? Recorded(found, MessageContent.DigestWithTarget(request), request.Message) : null;

    /// <summary>Gives the reply that the message got, or runs the skill for it.</summary>
    /// <param name="key">The message.</param>
    /// <param name="request">The request that brings it.</param>
    /// <param name="reply">Runs the skill.</param>
    /// <param name="cancellationToken">The request's own: without it there is nobody to reply to.</param>
    /// <exception cref="AgentException">Another message has the identifier, the skill fails, or the log is not available.</exception>
    public async ValueTask<Message> ReplyAsync(TaskKey key, SendMessageRequest request, Func<ValueTask<Message>> reply, CancellationToken cancellationToken)
    {
        var digest = MessageContent.DigestWithTarget(request);
        var claim = Guid.NewGuid();
        for (var pause = FirstPause; ; pause = pause < LongestPause ? pause * 2 : LongestPause)
        {
            var found = await ReserveAsync(key, digest, claim, cancellationToken);
            if (found.State == ReservationState.Reserved)
            {
                if (await RunAsync(key, digest, claim, reply, cancellationToken) is { } made)
                {
                    return made;
                }
            }
            else if (Recorded(found, digest, request.Message) is { } recorded)
            {
                return recorded;
            }

            await Task.Delay(pause, engine.Time, cancellationToken);
        }
    }

    /// <exception cref="AgentException">Another message has the identifier.</exception>
    private static Message? Recorded(Reservation found, byte[] digest, Message message)
    {
        if (found is { State: ReservationState.Running, Digest.IsEmpty: true })
        {
            return null;
        }

        if (found.State == ReservationState.BeganTask || !found.Digest.Span.SequenceEqual(digest))
        {
            throw MessageContent.Differs("with other content");
        }

        return found.Reply is { } reply && message.ContextId.Length > 0 && message.ContextId != reply.ContextId
            ? throw MessageContent.Differs("in another context")
            : found.Reply;
    }

    private async ValueTask<Reservation> ReserveAsync(TaskKey key, byte[] digest, Guid claim, CancellationToken cancellationToken)
    {
        try
        {
            return await log.ReserveAsync(key, digest, claim, cancellationToken);
        }
        catch (Exception e) when (e is not AgentException { InnerException: null })
        {
            // Perhaps it was made, and nobody is going to use it. What was refused without a cause was not even asked for.
            _ = ReleaseAsync(key, claim);
            throw;
        }
    }

    private async ValueTask<Message?> RunAsync(TaskKey key, byte[] digest, Guid claim, Func<ValueTask<Message>> reply, CancellationToken cancellationToken)
    {
        Message made;
        try
        {
            made = await reply();
        }
        catch
        {
            await ReleaseAsync(key, claim).WaitAsync(cancellationToken);
            throw;
        }

        // A reply that a client has seen is the one that it gets again: recorded first, also when the client no longer waits.
        return await CompleteAsync(key, digest, claim, made).WaitAsync(cancellationToken) ? made : null;
    }

    private async Task<bool> CompleteAsync(TaskKey key, byte[] digest, Guid claim, Message made)
    {
        var began = engine.Time.GetTimestamp();
        while (true)
        {
            try
            {
                return await log.CompleteAsync(key, digest, claim, made, CancellationToken.None);
            }
            catch (AgentException e) when (e.Error == AgentError.Unavailable && IsWorthTrying(began))
            {
                await Task.Delay(LongestPause, engine.Time, CancellationToken.None);
            }
        }
    }

    private async Task ReleaseAsync(TaskKey key, Guid claim)
    {
        var began = engine.Time.GetTimestamp();
        while (true)
        {
            try
            {
                await log.ReleaseAsync(key, claim, CancellationToken.None);
                return;
            }
            catch (AgentException e) when (e.Error == AgentError.Unavailable && IsWorthTrying(began))
            {
                await Task.Delay(LongestPause, engine.Time, CancellationToken.None);
            }
            catch (Exception e)
            {
                Log.ReplyNotReleased(engine.Logger, e, key.Id);
                return;
            }
        }
    }

    /// <summary>Afterwards the reservation is void anyway.</summary>
    private bool IsWorthTrying(long began) => engine.Time.GetElapsedTime(began) < engine.Options.MaxRunTime;
}
