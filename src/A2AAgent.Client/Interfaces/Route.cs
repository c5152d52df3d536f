namespace A2AAgent.Client.Interfaces;

/// <summary>One way to an agent.</summary>
/// <param name="Interface">What the card says of it.</param>
/// <param name="Url">Where requests go.</param>
/// <param name="Agent">Calls the agent there: a bare translation, without time-outs and retries.</param>
internal sealed record Route(AgentInterface Interface, Uri Url, IAgentService Agent);
