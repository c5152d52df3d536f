using A2AAgent.Protocol;
using A2AAgent.Server;
using A2AAgent.Tests.Agents;

namespace A2AAgent.Tests.Limits;

/// <summary>Works as long as a test wants it to, for callers with keys.</summary>
[Agent("Busy Agent", Description = "Works long", Bindings = AgentBindings.JsonRpc | AgentBindings.HttpJson | AgentBindings.Grpc)]
[ApiKeySecurity("key")]
internal sealed partial class BusyAgent(Script script)
{
    public const string Alice = "the-long-key-of-alice", Bob = "the-long-key-of-bob";

    public static (string Key, string Value)[] Keys { get; } =
    [
        ("Agent:Security:Schemes:key:Keys:alice:Value", Alice),
        ("Agent:Security:Schemes:key:Keys:bob:Value", Bob),
    ];

    [AgentSkill("hold", Description = "Works until it is let go", Default = true)]
    public async Task<string> HoldAsync(CancellationToken cancellationToken)
    {
        await script.Gate.WaitAsync(cancellationToken);
        return "done";
    }

    [AgentSkill("reply", Description = "Replies when it is let go")]
    public async Task<Message> ReplyAsync(SkillContext context, CancellationToken cancellationToken)
    {
        script.Started(context.Message.MessageId);
        await script.Gate.WaitAsync(cancellationToken);
        return Message.FromAgent("done");
    }

    [AgentSkill("tick", Description = "Works for some seconds and says so all the time")]
    public async Task<string> TickAsync(SkillContext context, CancellationToken cancellationToken)
    {
        for (var tick = 0; tick < 40; tick++)
        {
            await Task.Delay(100, cancellationToken);
            await context.ReportAsync($"tick {tick}", cancellationToken);
        }

        return "done";
    }
}
