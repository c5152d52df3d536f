namespace A2AAgent.ConformanceAgent.Agents;

/// <summary>What the cards of all profiles have in common.</summary>
internal static class Card
{
    public const string Name = "Conformance Agent";

    public const string Description = "Does what the official conformance suite asks of an agent, by the prefix of each message's identifier";

    public const AgentBindings Bindings = AgentBindings.JsonRpc | AgentBindings.HttpJson | AgentBindings.Grpc;

    /// <summary>The skill for the scenarios that have a task.</summary>
    public const string Play = "play-scenario";

    public const string PlayDescription = "Plays the scenario of the message as a task; a message without one completes its task";

    /// <summary>The skill for the scenario that has none.</summary>
    public const string Reply = "reply";

    public const string ReplyDescription = "Replies with a message, without a task";

    /// <summary>The skill that only the extended card lists.</summary>
    public const string List = "list-scenarios";

    public const string ListDescription = "Lists the prefixes that have a scenario";
}
