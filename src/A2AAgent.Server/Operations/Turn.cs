using A2AAgent.Protocol;
using A2AAgent.Server.Execution;
using A2AAgent.Server.Operations.Idempotency;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Operations;

/// <summary>A message that was found valid, with the skill that it goes to and the task that it begins or continues.</summary>
internal sealed class Turn
{
    private readonly CallContext _call;

    public Turn(SendMessageRequest request, CallContext call, TaskScope scope, TaskRecord? existing, BoundSkill skill, SendClaim? claim)
    {
        Request = request;
        _call = call;
        Scope = scope;
        Existing = existing;
        Skill = skill;
        Claim = claim;
        Key = existing?.Key ?? (skill.Run is null ? default : claim?.Key ?? scope.Key(Identifiers.New()));
        Message = request.Message with
        {
            TaskId = Key.Id ?? "",
            ContextId = existing?.Task.ContextId ?? (request.Message.ContextId.Length > 0 ? request.Message.ContextId : Identifiers.New()),
        };
    }

    public SendMessageRequest Request { get; }

    public CallContext Call => _call;

    /// <summary>Who the turn is for.</summary>
    public TaskScope Scope { get; }

    public TaskRecord? Existing { get; }

    public BoundSkill Skill { get; }

    /// <summary>What is known of the message; null when nobody wants to know.</summary>
    public SendClaim? Claim { get; }

    public TaskKey Key { get; }

    /// <summary>The message with the identifiers of its task and conversation.</summary>
    public Message Message { get; }

    public SkillContext Context(TaskRunner runner) => new(Message, Request, _call, runner.Record.Task, runner);

    public SkillContext ContextWithoutTask() => new(Message, Request, _call, task: null, events: null);
}
