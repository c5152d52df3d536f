using System.Text.Json;
using A2AAgent.Client;

namespace A2AAgent.ChainAgents;

/// <summary>Settles claims with the help of two specialists.</summary>
[Agent("Expense Desk", Description = "Settles expense claims with the help of specialists", Version = "1.0.0")]
internal sealed partial class ExpenseDesk([FromKeyedServices("compliance")] AgentClient compliance, [FromKeyedServices("risk")] AgentClient risk)
{
    [AgentSkill("settle", Description = "Settles an expense claim")]
    public async Task<Settlement> SettleAsync(Claim claim, SkillContext context, CancellationToken cancellationToken)
    {
        var verdict = await compliance.InvokeAsync<Claim, Verdict>("check", claim, ChainJson.Default, cancellationToken);
        await context.ReportAsync($"total {verdict.Total}", cancellationToken);
        Assessment? last = null;
        var message = Message.FromUser(Part.FromData(claim, ChainJson.Default.Claim));
        await foreach (var item in await risk.SendStreamingMessageAsync(message, cancellationToken))
        {
            foreach (var part in item.ArtifactUpdate?.Artifact.Parts ?? [])
            {
                if (part.Data is { } data)
                {
                    last = data.Deserialize(ChainJson.Default.Assessment)!;
                    await context.ReportAsync($"step {last.Step} by {last.Process}", cancellationToken);
                }
            }
        }

        return new Settlement(verdict.Total, verdict.IsWithinPolicy, last?.Score ?? 0, last?.Step ?? 0);
    }
}
