using A2AAgent.Protocol;
using A2AAgent.Server.Bindings.AgentCard;
using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Execution;
using A2AAgent.Server.Hosting;
using A2AAgent.Server.Operations.Idempotency;
using A2AAgent.Server.Push;
using A2AAgent.Server.Security.Access;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Operations;

/// <summary>The 11 operations on the server: validate, authorize, delegate. What the bindings have in common is here and nowhere else.</summary>
internal sealed class AgentService(
    AgentDefinition definition,
    Negotiation negotiation,
    AgentRuntime agent,
    TaskEngine engine,
    SkillChooser skills,
    TaskCancellation cancellation,
    DirectReplies replies,
    CallerScope scopes,
    SkillAccess skillAccess,
    Audit audit,
    ExtendedCard extended,
    Draining draining,
    IPushOperations? push = null) : IAgentService
{
    private readonly AgentCapabilities _capabilities = definition.Card.Capabilities;

    public ValueTask<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CallContext context, CancellationToken cancellationToken) =>
        SendMessageAsync(request, context, claim: null, cancellationToken);

    public ValueTask<IAsyncEnumerable<StreamEvent>> SendStreamingMessageAsync(SendMessageRequest request, CallContext context, CancellationToken cancellationToken) =>
        SendStreamingMessageAsync(request, context, claim: null, cancellationToken);

    /// <param name="request">The request.</param>
    /// <param name="context">The call.</param>
    /// <param name="claim">What is known of the message; null when nobody wants to know.</param>
    /// <param name="cancellationToken">The request's own.</param>
    internal async ValueTask<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CallContext context, SendClaim? claim, CancellationToken cancellationToken)
    {
        var turn = await PrepareAsync(request, context, claim, cancellationToken);
        if (turn.Skill.Reply is { } reply)
        {
            return SendMessageResponse.From(await ReplyAsync(turn, reply, cancellationToken));
        }

        var record = request.Configuration is { ReturnImmediately: true }
            ? await StartAsync(turn, cancellationToken)
            : await CompleteAsync(turn, cancellationToken);
        return Response(record, request.Configuration?.HistoryLength);
    }

    /// <inheritdoc cref="SendMessageAsync(SendMessageRequest, CallContext, SendClaim?, CancellationToken)"/>
    internal async ValueTask<IAsyncEnumerable<StreamEvent>> SendStreamingMessageAsync(SendMessageRequest request, CallContext context, SendClaim? claim, CancellationToken cancellationToken)
    {
        RequireStreaming();
        var turn = await PrepareAsync(request, context, claim, cancellationToken);
        if (turn.Skill.Reply is { } reply)
        {
            return SingleEvent.Of(StreamEvent.From(await ReplyAsync(turn, reply, cancellationToken)));
        }

        var subscription = new TaskSubscription(engine, turn.Key)
        {
            EndsWithTurn = true,
            HistoryLength = request.Configuration?.HistoryLength,
        };
        try
        {
            var runner = await BeginAsync(turn, TaskState.Submitted, cancellationToken);
            subscription.Snapshot = runner.Record;
            RunInBackground(runner, turn);
            return subscription;
        }
        catch
        {
            subscription.Dispose();
            throw;
        }
    }

    public async ValueTask<AgentTask> GetTaskAsync(GetTaskRequest request, CallContext context, CancellationToken cancellationToken)
    {
        var scope = Admit(request.Tenant, context);
        MessageRules.HistoryLength("historyLength", request.HistoryLength);
        var record = await engine.Store.FindAsync(scope.Key(request.Id), cancellationToken) ?? throw AgentException.TaskNotFound(request.Id);
        return record.Task.WithHistoryLength(request.HistoryLength);
    }

    public async ValueTask<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CallContext context, CancellationToken cancellationToken)
    {
        var scope = Admit(request.Tenant, context);
        var query = ListRules.ToQuery(request, scope);
        var page = await engine.Store.ListAsync(query, cancellationToken);
        return ListRules.ToResponse(page, request, query.PageSize);
    }

    public ValueTask<AgentTask> CancelTaskAsync(CancelTaskRequest request, CallContext context, CancellationToken cancellationToken)
    {
        var scope = Admit(request.Tenant, context);
        return cancellation.CancelAsync(scope.Key(request.Id), cancellationToken);
    }

    public async ValueTask<IAsyncEnumerable<StreamEvent>> SubscribeToTaskAsync(SubscribeToTaskRequest request, CallContext context, CancellationToken cancellationToken)
    {
        RequireStreaming();
        var scope = Admit(request.Tenant, context);
        var subscription = await engine.SubscribeAsync(scope.Key(request.Id), cancellationToken);
        try
        {
            // After attaching: a drain that has closed all streams by now has not seen this one.
            draining.ThrowIfEnded();
            return subscription;
        }
        catch
        {
            subscription.Dispose();
            throw;
        }
    }

    public ValueTask<TaskPushNotificationConfig> CreateTaskPushNotificationConfigAsync(TaskPushNotificationConfig request, CallContext context, CancellationToken cancellationToken) =>
        AdmitPush(request.Tenant, context, out var scope).CreateAsync(scope.Key(request.TaskId), request, context, cancellationToken);

    public ValueTask<TaskPushNotificationConfig> GetTaskPushNotificationConfigAsync(GetTaskPushNotificationConfigRequest request, CallContext context, CancellationToken cancellationToken) =>
        AdmitPush(request.Tenant, context, out var scope).GetAsync(scope.Key(request.TaskId), request.Id, cancellationToken);

    public ValueTask<ListTaskPushNotificationConfigsResponse> ListTaskPushNotificationConfigsAsync(ListTaskPushNotificationConfigsRequest request, CallContext context, CancellationToken cancellationToken) =>
        AdmitPush(request.Tenant, context, out var scope).ListAsync(scope.Key(request.TaskId), request, cancellationToken);

    public ValueTask DeleteTaskPushNotificationConfigAsync(DeleteTaskPushNotificationConfigRequest request, CallContext context, CancellationToken cancellationToken) =>
        AdmitPush(request.Tenant, context, out var scope).DeleteAsync(scope.Key(request.TaskId), request.Id, cancellationToken);

    public ValueTask<AgentCard> GetExtendedAgentCardAsync(GetExtendedAgentCardRequest request, CallContext context, CancellationToken cancellationToken)
    {
        Admit(request.Tenant, context);
        return _capabilities.ExtendedAgentCard is true
            ? ValueTask.FromResult(extended.For(context))
            : throw new AgentException(AgentError.UnsupportedOperation, "This agent has no extended Agent Card (capabilities.extendedAgentCard is not set).");
    }

    /// <summary>What every operation begins with: version, extensions, and whose tasks the caller may see.</summary>
    private TaskScope Admit(string tenant, CallContext context)
    {
        negotiation.Apply(context);
        return scopes.Of(tenant, context);
    }

    /// <summary>What sending begins with, before anything is looked up.</summary>
    internal TaskScope Admit(SendMessageRequest request, CallContext context)
    {
        var scope = Admit(request.Tenant, context);
        draining.ThrowIfDraining();
        MessageRules.Check(request);
        if (request.Configuration?.TaskPushNotificationConfig is { } webhook)
        {
            RequirePush().CheckInline(webhook, request.Message);
        }

        return scope;
    }

    private async ValueTask<Turn> PrepareAsync(SendMessageRequest request, CallContext context, SendClaim? claim, CancellationToken cancellationToken)
    {
        var scope = Admit(request, context);
        var existing = request.Message.TaskId.Length > 0 ? await FindExistingAsync(request.Message, scope, claim, cancellationToken) : null;
        var skillId = await skills.ChooseAsync(request, existing, context, cancellationToken);
        skillAccess.Require(skillId, context.Principal);
        MessageRules.MediaTypes(request.Message, skillId, definition);
        var skill = agent.Bind(skillId, request.Message, existing?.Task);
        return new Turn(request, context, scope, existing, skill, claim);
    }

    private async ValueTask<TaskRecord> FindExistingAsync(Message message, TaskScope scope, SendClaim? claim, CancellationToken cancellationToken)
    {
        var record = claim?.Existing ?? await engine.Store.FindAsync(scope.Key(message.TaskId), cancellationToken) ?? throw AgentException.TaskNotFound(message.TaskId);
        TurnRules.Check(record.Task, message);
        return record;
    }

    private async ValueTask<TaskRunner> BeginAsync(Turn turn, TaskState first, CancellationToken cancellationToken)
    {
        var runner = turn.Request.Configuration is { TaskPushNotificationConfig: not null } configuration
            ? await BeginWithWebhookAsync(turn, configuration, first, cancellationToken)
            : await BeginTurnAsync(turn, first, cancellationToken);
        turn.Claim?.Begun();
        AuditNew(turn);
        return runner;
    }

    private TaskRunner? TryBeginUnrecorded(Turn turn)
    {
        // Whoever has a webhook hears of the task from its beginning, and a message that comes again must find it.
        if (turn.Existing is not null || turn.Claim is not null || turn.Request.Configuration?.TaskPushNotificationConfig is not null
            || engine.TryBeginUnrecorded(turn.Key, turn.Message, turn.Skill) is not { } runner)
        {
            return null;
        }

        AuditNew(turn);
        return runner;
    }

    private void AuditNew(Turn turn)
    {
        if (turn.Existing is null && turn.Key.Owner.Length > 0)
        {
            audit.TaskCreated(turn.Key, turn.Skill.SkillId);
        }
    }

    /// <summary>Apart, so that only those who need the delegate pay for it.</summary>
    private ValueTask<TaskRunner> BeginWithWebhookAsync(Turn turn, SendMessageConfiguration configuration, TaskState first, CancellationToken cancellationToken) =>
        RequirePush().BeginAsync(turn.Key, configuration, turn.Call, () => BeginTurnAsync(turn, first, cancellationToken), cancellationToken);

    private ValueTask<TaskRunner> BeginTurnAsync(Turn turn, TaskState first, CancellationToken cancellationToken) =>
        engine.BeginAsync(turn.Existing, turn.Key, turn.Message, turn.Skill.SkillId, first, cancellationToken);

    private async ValueTask<TaskRecord> StartAsync(Turn turn, CancellationToken cancellationToken)
    {
        var runner = await BeginAsync(turn, TaskState.Submitted, cancellationToken);
        RunInBackground(runner, turn);
        return runner.Record;
    }

    /// <summary>
    /// Waits for the turn. The skill starts on this request's thread, which spares a hop when it ends at once, but does not end with
    /// the request.
    /// </summary>
    private async ValueTask<TaskRecord> CompleteAsync(Turn turn, CancellationToken cancellationToken)
    {
        var runner = TryBeginUnrecorded(turn) ?? await BeginAsync(turn, TaskState.Working, cancellationToken);
        await RunAsync(runner, turn).WaitAsync(cancellationToken);
        runner.First?.ThrowIfFailed();
        if (runner.Record.Task.Status.State.IsSettled())
        {
            return runner.Record;
        }

        // Its end could not be recorded here; perhaps somebody else has recorded one, or will.
        var stored = await engine.Following.FindSettledAsync(turn.Key, runner.Record.Version, cancellationToken);
        return stored is { } record && record.Task.Status.State.IsSettled()
            ? record
            : throw new AgentException(AgentError.Internal, $"The end of task {turn.Key.Id} could not be recorded; ask for the task later.");
    }

    internal static SendMessageResponse Response(TaskRecord record, int? historyLength)
    {
        var view = record.Task.WithHistoryLength(historyLength);

        // The store has made the JSON of a task that has ended: the answer need not make it again.
        return ReferenceEquals(view, record.Task) && view.Status.State.IsTerminal()
            ? SendMessageResponse.From(view, record.ToUtf8Json())
            : SendMessageResponse.From(view);
    }

    private static Task RunAsync(TaskRunner runner, Turn turn) => runner.RunAsync(turn.Skill, turn.Context(runner));

    private static void RunInBackground(TaskRunner runner, Turn turn) => _ = Task.Run(() => RunAsync(runner, turn));

    private ValueTask<Message> ReplyAsync(Turn turn, Func<SkillContext, CancellationToken, ValueTask<Message>> reply, CancellationToken cancellationToken) =>
        turn.Claim is { } claim ? claim.ReplyAsync(() => InvokeAsync(turn, reply, cancellationToken), cancellationToken) : InvokeAsync(turn, reply, cancellationToken);

    private async ValueTask<Message> InvokeAsync(Turn turn, Func<SkillContext, CancellationToken, ValueTask<Message>> reply, CancellationToken cancellationToken)
    {
        var message = await replies.InvokeAsync(reply, turn, cancellationToken);
        return message with { ContextId = turn.Message.ContextId, TaskId = turn.Existing?.Key.Id ?? "", Role = Role.Agent };
    }

    internal void RequireStreaming()
    {
        if (_capabilities.Streaming is not true)
        {
            throw new AgentException(AgentError.UnsupportedOperation, "This agent does not stream (capabilities.streaming is not set); use SendMessage and GetTask.");
        }
    }

    /// <exception cref="AgentException">The agent sends no push notifications.</exception>
    private IPushOperations RequirePush() => push
        ?? throw new AgentException(AgentError.PushNotificationNotSupported, "This agent does not send push notifications (capabilities.pushNotifications is not set).");

    private IPushOperations AdmitPush(string tenant, CallContext context, out TaskScope scope)
    {
        scope = Admit(tenant, context);
        return RequirePush();
    }
}
