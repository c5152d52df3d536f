namespace A2AAgent.ConformanceAgent.Scenarios;

/// <summary>What the agent does for messages whose identifier begins with <paramref name="Prefix"/>.</summary>
internal sealed record Scenario(string Prefix, Func<SkillContext, CancellationToken, ValueTask<SkillResult>> PlayAsync);
