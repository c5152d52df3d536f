using A2AAgent.Protocol;
using A2AAgent.Server;
using A2AAgent.Tests.Agents;

namespace A2AAgent.Tests.Diagnostics;

/// <summary>An agent that has every operation, with skills that end in every way.</summary>
[Agent("Measured \"Agent\"", Description = "Is measured", Version = "3.2.1", PushNotifications = true,
    Bindings = AgentBindings.JsonRpc | AgentBindings.HttpJson | AgentBindings.Grpc)]
internal sealed partial class MeasuredAgent(Script script)
{
    [AgentSkill("echo", Description = "Gives the text back", Default = true)]
    public string Echo(string text) => text;

    [AgentSkill("wait", Description = "Waits until it is let go")]
    public async Task<string> WaitAsync(SkillContext context, CancellationToken cancellationToken)
    {
        script.Started(context.TaskId);
        await script.Gate.WaitAsync(cancellationToken);
        return "done";
    }

    [AgentSkill("deaf", Description = "Does not listen to cancellation")]
    public async Task<string> DeafAsync(SkillContext context)
    {
        script.Started(context.TaskId);
        await script.Gate;
        return "too late";
    }

    [AgentSkill("ask", Description = "Asks, then answers")]
    public SkillResult<string> Ask(Message message, SkillContext context) =>
        context.Task!.History.Count < 2 ? SkillResult.InputRequired("What?") : SkillResult.Completed(message.Parts[0].Text!);

    [AgentSkill("fail", Description = "Throws")]
    public Task FailAsync() => throw new InvalidOperationException("broken");

    [AgentSkill("refuse", Description = "Rejects")]
    public SkillResult Refuse() => SkillResult.Rejected("No.");

    [AgentSkill("hidden", Description = "Is on the extended card", Extended = true)]
    public string Hidden() => "hidden";
}
