using A2AAgent.Protocol;
using A2AAgent.Server;

namespace A2AAgent.Tests.Agents;

/// <summary>Does what a skill should not.</summary>
[Agent("Rude Agent", Description = "Does what a skill should not")]
internal sealed partial class RudeAgent(Script script)
{
    [AgentSkill("throw-on-cancel", Description = "Has a cancellation callback that throws")]
    public async Task ThrowOnCancelAsync(SkillContext context, CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.Register(static () => throw new InvalidOperationException("rude"));
        script.Started(context.TaskId);
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    [AgentSkill("block-on-cancel", Description = "Has a cancellation callback that blocks")]
    public async Task BlockOnCancelAsync(SkillContext context, CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.Register(() => script.Released.Wait());
        script.Started(context.TaskId);
        await script.Gate;
    }

    [AgentSkill("empty-artifact", Description = "Gives an artifact without parts")]
    public Artifact EmptyArtifact() => new() { ArtifactId = "a", Parts = [] };

    [AgentSkill("as-user", Description = "Speaks as the user")]
    public SkillResult AsUser() => SkillResult.InputRequired(new Message { MessageId = "m", Role = Role.User, Parts = [Part.FromText("hm")] });

    [AgentSkill("reply-late", Description = "Replies when it is too late")]
    public async Task<Message> ReplyLateAsync(CancellationToken cancellationToken)
    {
        await script.Gate.WaitAsync(cancellationToken);
        return Message.FromAgent("late");
    }

    [AgentSkill("speak-after", Description = "Reports after it has ended its turn")]
    public async Task SpeakAfterAsync(SkillContext context, CancellationToken cancellationToken)
    {
        await context.FinishAsync(SkillResult.Completed(), cancellationToken);
        await context.ReportAsync("one more thing", cancellationToken);
    }
}
