using System.Runtime.CompilerServices;

namespace A2AAgent.ChainAgents;

/// <summary>Assesses claims step by step, slowly enough to be ended in the middle.</summary>
[Agent("Risk Agent", Description = "Assesses the risk of expense claims", Version = "3.0.0")]
internal sealed partial class RiskAgent
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    [AgentSkill("assess", Description = "Assesses the risk of an expense claim, step by step", Restart = true)]
    public async IAsyncEnumerable<Assessment> AssessAsync(Claim claim, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var step = 1; step <= claim.Steps; step++)
        {
            yield return new Assessment(step, 100 / step, Environment.ProcessId);
            await Task.Delay(Pause, cancellationToken);
        }
    }
}
