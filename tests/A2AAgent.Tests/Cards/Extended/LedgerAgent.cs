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

/// <summary>The same for callers with keys; to audit takes a scope of its own.</summary>
[Agent("Guarded Ledger", Description = "Keeps the books", Bindings = AgentBindings.JsonRpc | AgentBindings.HttpJson | AgentBindings.Grpc)]
[ApiKeySecurity("key")]
[RequireSecurity("key")]
internal sealed partial class GuardedLedgerAgent
{
    public const string Clerk = "the-key-of-a-clerk", Auditor = "the-key-of-an-auditor";

    public static (string Key, string Value)[] Keys { get; } =
    [
        ("Agent:Security:Schemes:key:Keys:clerk:Value", Clerk),
        ("Agent:Security:Schemes:key:Keys:auditor:Value", Auditor),
        ("Agent:Security:Schemes:key:Keys:auditor:Scopes:0", "audit"),
    ];

    [AgentSkill("balance", Description = "Says how much is left")]
    public string Balance(string account) => $"{account}: 7";

    [AgentSkill("audit", Description = "Adds up what was spent", Extended = true)]
    [RequireSecurity("key", "audit")]
    public Sum Audit(Terms terms) => new(terms.Left + terms.Right);
}
