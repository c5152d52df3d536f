using A2AAgent.Protocol;
using A2AAgent.Server;
using A2AAgent.Tests.Agents;

namespace A2AAgent.Tests.Postgres.Replicas;

/// <summary>An agent whose skills take as long as their test wants.</summary>
[Agent("Long Agent", Description = "Takes its time", Version = "1.0.0", Bindings = AgentBindings.JsonRpc | AgentBindings.HttpJson)]
internal sealed partial class LongAgent(Script script)
{
    [AgentSkill("once", Description = "Works until it is let go", Default = true)]
    public async Task<string> OnceAsync(SkillContext context, CancellationToken cancellationToken)
    {
        script.Started(context.TaskId);
        await script.Gate.WaitAsync(cancellationToken);
        return "done";
    }

    [AgentSkill("again", Description = "Works until it is let go, as often as it must", Restart = true)]
    public async Task<string> AgainAsync(string text, SkillContext context, CancellationToken cancellationToken)
    {
        script.Started(context.TaskId);
        await script.Gate.WaitAsync(cancellationToken);
        return $"{text}, {(context.IsRestart ? "again" : "at once")}";
    }

    [AgentSkill("talk", Description = "Reports a hundred steps, a few milliseconds each")]
    public async Task<string> TalkAsync(SkillContext context, CancellationToken cancellationToken)
    {
        for (var i = 1; i <= 100; i++)
        {
            await context.AddArtifactAsync(new Artifact { ArtifactId = "steps", Parts = [Part.FromText($"{i} ")] }, append: i > 1, lastChunk: i == 100, cancellationToken);
            await Task.Delay(20, cancellationToken);
        }

        return "done";
    }

    [AgentSkill("ask", Description = "Asks twice")]
    public SkillResult<string> Ask(Message message, SkillContext context) => context.Task!.History.Count(static said => said.Role == Role.User) switch
    {
        1 => SkillResult.InputRequired("And then?"),
        2 => SkillResult.InputRequired("And after that?"),
        _ => SkillResult.Completed(message.Parts[0].Text!),
    };
}
