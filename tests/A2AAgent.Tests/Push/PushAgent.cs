using System.Globalization;
using A2AAgent.Protocol;
using A2AAgent.Server;
using A2AAgent.Tests.Agents;

namespace A2AAgent.Tests.Push;

/// <summary>An agent with push notifications.</summary>
[Agent("Push Agent", Description = "Sends push notifications", PushNotifications = true,
    Bindings = AgentBindings.JsonRpc | AgentBindings.HttpJson | AgentBindings.Grpc)]
internal sealed partial class PushAgent(Script script)
{
    [AgentSkill("echo", Description = "Gives the text back", Default = true)]
    public string Echo(string text) => text;

    [AgentSkill("reply", Description = "Replies without a task")]
    public Message Reply(string text) => Message.FromAgent(text);

    [AgentSkill("count", Description = "Counts up to the number in the text, each number an artifact")]
    public async Task CountAsync(string text, SkillContext context, CancellationToken cancellationToken)
    {
        for (var i = 1; i <= int.Parse(text, CultureInfo.InvariantCulture); i++)
        {
            await context.AddArtifactAsync(Part.FromText($"{i}"), $"number {i}", cancellationToken);
        }
    }

    [AgentSkill("count-later", Description = "Counts when it is let go")]
    public async Task CountLaterAsync(string text, SkillContext context, CancellationToken cancellationToken)
    {
        script.Started(context.TaskId);
        await script.Gate.WaitAsync(cancellationToken);
        await CountAsync(text, context, cancellationToken);
    }

    [AgentSkill("book", Description = "Asks for a date, then books")]
    public SkillResult<string> Book(Message message, SkillContext context) =>
        context.Task!.History.Count < 2 ? SkillResult.InputRequired("For which date?") : SkillResult.Completed($"Booked for {message.Parts[0].Text}");

    [AgentSkill("wait", Description = "Waits until it is let go")]
    public async Task<string> WaitAsync(SkillContext context, CancellationToken cancellationToken)
    {
        script.Started(context.TaskId);
        await script.Gate.WaitAsync(cancellationToken);
        return "done";
    }
}
