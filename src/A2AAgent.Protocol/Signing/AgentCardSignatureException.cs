namespace A2AAgent.Protocol.Signing;

/// <summary>An Agent Card has no valid signature by a trusted key.</summary>
public sealed class AgentCardSignatureException : Exception
{
    internal AgentCardSignatureException(IReadOnlyList<string> problems)
        : base(problems.Count == 0
            ? "The Agent Card is not signed."
            : $"The Agent Card has no valid signature by a trusted key: {string.Join("; ", problems.Distinct(StringComparer.Ordinal))}.") => Problems = problems;

    /// <summary>What is wrong with each signature, in their order; empty for a card that has none.</summary>
    public IReadOnlyList<string> Problems { get; }
}
