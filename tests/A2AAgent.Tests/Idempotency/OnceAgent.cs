using A2AAgent.Protocol;
using A2AAgent.Server;
using A2AAgent.Tests.Agents;

namespace A2AAgent.Tests.Idempotency;

/// <summary>Counts how often its skills run, for callers with keys.</summary>
[Agent("Once Agent", Description = "Counts how often it is asked", Bindings = AgentBindings.JsonRpc | AgentBindings.HttpJson | AgentBindings.Grpc, PushNotifications = true)]
[ApiKeySecurity("key")]
internal sealed partial class OnceAgent(Script script, Runs runs)
{
    public const string Alice = "the-long-key-of-alice", Bob = "the-long-key-of-bob";

    public static (string Key, string Value)[] Keys { get; } =
    [
        ("Agent:Security:Schemes:key:Keys:alice:Value", Alice),
        ("Agent:Security:Schemes:key:Keys:bob:Value", Bob),
    ];

    [AgentSkill("echo", Description = "Gives the text back", Default = true)]
    public string Echo(string text)
    {
        runs.Count();
        return text;
    }

    [AgentSkill("shout", Description = "Gives the text back, loudly")]
    public string Shout(string text)
    {
        runs.Count();
        return text + "!";
    }

    [AgentSkill("hold", Description = "Works until it is let go")]
    public async Task<string> HoldAsync(SkillContext context, CancellationToken cancellationToken)
    {
        runs.Count();
        script.Started(context.TaskId);
        await script.Gate.WaitAsync(cancellationToken);
        return "done";
    }

    [AgentSkill("ask", Description = "Asks until it is told to stop")]
    public async Task<SkillResult<string>> AskAsync(string text, SkillContext context, CancellationToken cancellationToken)
    {
        runs.Count();
        if (text == "hold")
        {
            script.Started(context.TaskId);
            await script.Gate.WaitAsync(cancellationToken);
        }

        return text == "stop" ? SkillResult.Completed("stopped") : SkillResult.InputRequired("And then?");
    }

    [AgentSkill("reply", Description = "Replies without a task")]
    public Message Reply(string text)
    {
        runs.Count();
        return Message.FromAgent($"You said: {text}");
    }

    [AgentSkill("reply-late", Description = "Replies when it is let go")]
    public async Task<Message> ReplyLateAsync(SkillContext context, CancellationToken cancellationToken)
    {
        var run = runs.Count();
        script.Started(context.Message.MessageId);
        await script.Gate.WaitAsync(cancellationToken);
        return Message.FromAgent($"Run {run}");
    }

    [AgentSkill("reply-second", Description = "Fails the first time")]
    public Message ReplySecond() => runs.Count() == 1 ? throw new AgentException(AgentError.UnsupportedOperation, "Not yet.") : Message.FromAgent("now");
}

/// <summary>Leaves the choice of its skills to somebody else.</summary>
[Agent("Choosy Agent", Description = "Has skills with a task and without")]
[ApiKeySecurity("key")]
internal sealed partial class ChoosyAgent(Runs runs)
{
    [AgentSkill("echo", Description = "Gives the text back")]
    public string Echo(string text)
    {
        runs.Count();
        return text;
    }

    [AgentSkill("reply", Description = "Replies without a task")]
    public Message Reply(string text)
    {
        runs.Count();
        return Message.FromAgent($"You said: {text}");
    }
}

/// <summary>Counts.</summary>
internal sealed class Runs
{
    private int _count;

    public int Number => Volatile.Read(ref _count);

    public int Count() => Interlocked.Increment(ref _count);
}
