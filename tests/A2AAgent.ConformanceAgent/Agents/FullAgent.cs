using A2AAgent.ConformanceAgent.Scenarios;

namespace A2AAgent.ConformanceAgent.Agents;

/// <summary>Offers whatever an agent can offer.</summary>
[Agent(Card.Name, Description = Card.Description, Bindings = Card.Bindings, PushNotifications = true)]
internal sealed partial class FullAgent(ScenarioPlayer player)
{
    [AgentSkill(Card.Play, Description = Card.PlayDescription, Tags = ["tck"], InputModes = ["text/plain", "application/json"], OutputModes = ["text/plain", "application/json"])]
    public ValueTask<SkillResult> PlayAsync(SkillContext context, CancellationToken cancellationToken) => player.PlayAsync(context, cancellationToken);

    [AgentSkill(Card.Reply, Description = Card.ReplyDescription, Tags = ["tck"], InputModes = ["text/plain", "application/json"], OutputModes = ["text/plain"])]
    public Message Reply() => ScenarioPlayer.Reply();

    [AgentSkill(Card.List, Description = Card.ListDescription, Tags = ["tck"], Extended = true)]
    public Message List() => Message.FromAgent(string.Join(", ", player.Prefixes));
}
