using A2AAgent.Protocol;
using A2AAgent.Server;

namespace A2AAgent.Tests.Agents;

/// <summary>Tells its instances apart.</summary>
[Agent("Counted Agent", Description = "Tells its instances apart")]
internal sealed partial class CountedAgent(Scoped scoped)
{
    [AgentSkill("who", Description = "Names the instance")]
    public Message Who(string text) => Message.FromAgent($"{text} {scoped.Id}");
}

internal sealed class Scoped
{
    public Guid Id { get; } = Guid.NewGuid();
}

/// <summary>Has no default skill, does not stream, and has a required extension.</summary>
[Agent("Two Skills", Description = "Has two skills and no default one", Streaming = false)]
[AgentExtension("urn:example:required", Required = true)]
[AgentExtension("urn:example:optional")]
internal sealed partial class TwoSkillAgent
{
    [AgentSkill("first", Description = "Says one")]
    public string First() => "one";

    [AgentSkill("second", Description = "Says two")]
    public string Second() => "two";
}

internal sealed class ByFirstWord : ISkillSelector
{
    public ValueTask<string?> SelectAsync(Message message, AgentTask? task, CancellationToken cancellationToken) =>
        ValueTask.FromResult(message.Parts[0].Text?.Split(' ')[0]);
}
