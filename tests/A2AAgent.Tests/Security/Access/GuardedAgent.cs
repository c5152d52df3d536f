using A2AAgent.Protocol;
using A2AAgent.Server;
using A2AAgent.Tests.Agents;

namespace A2AAgent.Tests.Security.Access;

/// <summary>Declares its schemes by attribute, and has a skill that takes a scope more than the others.</summary>
[Agent("Guarded Agent", Description = "Shows who may do what", Bindings = AgentBindings.JsonRpc | AgentBindings.HttpJson | AgentBindings.Grpc, PushNotifications = true)]
[ApiKeySecurity("key")]
[ApiKeySecurity("badge", In = ApiKeyLocation.Query, Name = "badge")]
[RequireSecurity("key")]
internal sealed partial class GuardedAgent(Script script)
{
    [AgentSkill("who", Description = "Says who calls", Default = true)]
    public string Who(string text, SkillContext context) =>
        string.Join(' ', context.Principal.Identities.Select(static identity => $"{identity.AuthenticationType}:{identity.Name}"));

    [AgentSkill("approve", Description = "Takes a scope")]
    [RequireSecurity("key", "expenses.approve")]
    public string Approve(string text) => "approved";

    [AgentSkill("seal", Description = "Takes a second credential")]
    [RequireSecurity("key", And = "badge")]
    public string Seal(string text) => "sealed";

    [AgentSkill("ask", Description = "Asks back")]
    public SkillResult<string> Ask(string text, SkillContext context) =>
        context.Task!.History.Count < 2 ? SkillResult.InputRequired("And?") : SkillResult.Completed("Thanks");

    [AgentSkill("wait", Description = "Waits until it is let go")]
    public async Task<string> WaitAsync(SkillContext context, CancellationToken cancellationToken)
    {
        script.Started(context.TaskId);
        await script.Gate.WaitAsync(cancellationToken);
        return "done";
    }
}
