using A2AAgent.Server;
using A2AAgent.Tests.Agents;

namespace A2AAgent.Tests.Cards.Extended;

/// <summary>Has a skill that only the extended card lists, and says nothing about who may call.</summary>
[Agent("Ledger", Description = "Keeps the books", Bindings = AgentBindings.JsonRpc | AgentBindings.HttpJson | AgentBindings.Grpc)]
internal sealed partial class LedgerAgent
{
    [AgentSkill("balance", Description = "Says how much is left")]
    public string Balance(string account) => $"{account}: 7";

    [AgentSkill("audit", Description = "Adds up what was spent", Extended = true)]
    public Sum Audit(Terms terms) => new(terms.Left + terms.Right);
}
