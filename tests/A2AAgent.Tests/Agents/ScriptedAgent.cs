using System.Runtime.CompilerServices;
using A2AAgent.Protocol;
using A2AAgent.Server;

namespace A2AAgent.Tests.Agents;

/// <summary>An agent whose skills show each behaviour that a client can meet.</summary>
[Agent("Scripted Agent", Description = "Shows each behaviour that a client can meet", Version = "2.1.0",
    Bindings = AgentBindings.JsonRpc | AgentBindings.HttpJson | AgentBindings.Grpc)]
[AgentExtension("https://example.com/extensions/echo/v1", Description = "Does nothing")]
internal sealed partial class ScriptedAgent(Script script)
{
    [AgentSkill("echo", Description = "Gives the text back", Default = true)]
    public string Echo(string text) => text;

    [AgentSkill("reply", Description = "Replies without a task")]
    public Message Reply(string text) => Message.FromAgent($"You said: {text}");

    [AgentSkill("add", Description = "Adds numbers")]
    public Sum Add(Terms terms) => new(terms.Left + terms.Right);

    [AgentSkill("book", Description = "Asks for a date, then books")]
    public SkillResult<string> Book(Message message, SkillContext context)
    {
        if (message.Parts[0].Text == "secret")
        {
            return SkillResult.AuthRequired("Log in first.");
        }

        return context.Task!.History.Count < 2 ? SkillResult.InputRequired("For which date?") : SkillResult.Completed($"Booked for {message.Parts[0].Text}", "Enjoy");
    }

    [AgentSkill("count", Description = "Counts up to the number in the text")]
    public async IAsyncEnumerable<string> CountAsync(string text, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await script.Gate.WaitAsync(cancellationToken);
        for (var i = 1; i <= int.Parse(text, System.Globalization.CultureInfo.InvariantCulture); i++)
        {
            yield return $"{i}";
        }
    }

    [AgentSkill("steps", Description = "Reports progress and gives two artifacts")]
    public async Task StepsAsync(SkillContext context, CancellationToken cancellationToken)
    {
        await context.ReportAsync("step 1", cancellationToken);
        await context.AddArtifactAsync(Part.FromText("one"), "first", cancellationToken);
        await script.Gate.WaitAsync(cancellationToken);
        await context.ReportAsync("step 2", cancellationToken);
        await context.AddArtifactAsync(Part.FromBytes("two"u8.ToArray(), "text/plain", "two.txt"), "second", cancellationToken);
    }

    [AgentSkill("wait", Description = "Waits until it is let go")]
    public async Task<string> WaitAsync(SkillContext context, CancellationToken cancellationToken)
    {
        script.Started(context.TaskId);
        await script.Gate.WaitAsync(cancellationToken);
        return "done";
    }

    [AgentSkill("stubborn", Description = "Does not listen to cancellation")]
    public async Task<string> StubbornAsync(SkillContext context)
    {
        script.Started(context.TaskId);
        await script.Gate;
        return "too late";
    }

    [AgentSkill("fail", Description = "Throws")]
    public Task FailAsync() => throw new InvalidOperationException("connection string: Password=hunter2");

    [AgentSkill("refuse", Description = "Rejects")]
    public SkillResult Refuse() => SkillResult.Rejected("Not today.");
}

internal sealed record Terms(int Left, int Right);

internal sealed record Sum(int Value);

[System.Text.Json.Serialization.JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[System.Text.Json.Serialization.JsonSerializable(typeof(Terms))]
[System.Text.Json.Serialization.JsonSerializable(typeof(Sum))]
internal sealed partial class ScriptJson : System.Text.Json.Serialization.JsonSerializerContext;
