using System.Globalization;
using A2AAgent.Mcp;

namespace A2AAgent.ChainAgents;

/// <summary>Checks claims against the policy; adding is the ledger's.</summary>
[Agent("Compliance Agent", Description = "Checks expense claims against the policy", Version = "2.0.0", Bindings = AgentBindings.JsonRpc | AgentBindings.Grpc)]
internal sealed partial class ComplianceAgent
{
    private const int Limit = 500;

    [AgentSkill("check", Description = "Checks an expense claim")]
    public async Task<Verdict> CheckAsync(Claim claim, [FromKeyedServices("ledger")] IMcpTools ledger, CancellationToken cancellationToken)
    {
        var sum = await ledger.CallAsync("get-sum", ChainJson.ToJson(new Terms(claim.Travel, claim.Meals)), cancellationToken);
        var total = int.Parse(sum.Text.Split(' ')[^1].TrimEnd('.'), CultureInfo.InvariantCulture);
        return new Verdict(total, total <= Limit);
    }
}
