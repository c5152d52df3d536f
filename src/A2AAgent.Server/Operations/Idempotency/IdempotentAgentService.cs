using A2AAgent.Protocol;
using A2AAgent.Server.Push;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Operations.Idempotency;

/// <summary>
/// Makes sending idempotent (specification, section 3.3.1): a message that comes again is answered with the task or the reply of the first
/// time. In front of the service, so that an agent without it pays nothing.
/// </summary>
internal sealed class IdempotentAgentService(AgentService service, KnownSends sends, TaskFollower tasks, IPushOperations? push = null) : AgentServiceLayer(service)
{
    private readonly AgentService _service = service;

    public override ValueTask<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CallContext context, CancellationToken cancellationToken) => OnceAsync(
        request,
        context,
        async known => AgentService.Response(await AnswerAsync(known, request, cancellationToken), request.Configuration?.HistoryLength),
        static reply => SendMessageResponse.From(reply),
        claim => _service.SendMessageAsync(request, context, claim, cancellationToken),
        cancellationToken);

    public override ValueTask<IAsyncEnumerable<StreamEvent>> SendStreamingMessageAsync(SendMessageRequest request, CallContext context, CancellationToken cancellationToken)
    {
        _service.RequireStreaming();
        return OnceAsync(
            request,
            context,
            known => tasks.FollowAsync(known.Key, request.Configuration?.HistoryLength, cancellationToken),
            static reply => SingleEvent.Of(StreamEvent.From(reply)),
            claim => _service.SendStreamingMessageAsync(request, context, claim, cancellationToken),
            cancellationToken);
    }

    /// <summary>Answers with what is known, or as if the message were new; when that shows that it is not, looks again, once.</summary>
    private async ValueTask<TAnswer> OnceAsync<TAnswer>(
        SendMessageRequest request,
        CallContext context,
        Func<TaskRecord, ValueTask<TAnswer>> again,
        Func<Message, TAnswer> replyAgain,
        Func<SendClaim, ValueTask<TAnswer>> first,
        CancellationToken cancellationToken)
    {
        var scope = _service.Admit(request, context);
        for (var isSuspected = false; ; isSuspected = true)
        {
            using var claim = await sends.ClaimAsync(scope, request, cancellationToken);
            var known = await sends.FindAsync(claim, request, scope, isSuspected, cancellationToken);
            if (known?.Reply is { } reply)
            {
                return replyAgain(reply);
            }

            if (known?.Task is { } task)
            {
                claim.Dispose();
                await SetWebhookAsync(task.Key, request, context, cancellationToken);
                return await again(task);
            }

            try
            {
                return await first(claim);
            }
            catch (Exception e) when (!isSuspected && !claim.IsHandled && MayBeKnown(e))
            {
                // Another replica has recorded the message, or its task is at work for another message.
            }
            catch (TaskConflictException) when (!claim.IsHandled)
            {
                throw MessageContent.Differs("with other content");
            }
        }
    }

    private async ValueTask<TaskRecord> AnswerAsync(TaskRecord known, SendMessageRequest request, CancellationToken cancellationToken) =>
        request.Configuration is { ReturnImmediately: true } ? known : await tasks.SettledAsync(known, cancellationToken);

    /// <summary>The webhook of a repeated message is that of the first, or one more for the task as it goes on.</summary>
    private ValueTask SetWebhookAsync(TaskKey key, SendMessageRequest request, CallContext context, CancellationToken cancellationToken) =>
        push is not null && request.Configuration?.TaskPushNotificationConfig is { } webhook ? push.SetAgainAsync(key, webhook, context, cancellationToken) : default;

    private static bool MayBeKnown(Exception failure) =>
        failure is TaskConflictException || (failure as AgentException)?.Error == AgentError.UnsupportedOperation;
}
