namespace A2AAgent.Protocol.Signing;

/// <summary>An Agent Card has no valid signature by a trusted key.</summary>
public sealed class AgentCardSignatureException : Exception
{
    internal AgentCardSignatureException(IReadOnlyList<string> problems, bool isTransient)
        : base(problems.Count == 0
            ? "The Agent Card is not signed."
            : $"The Agent Card has no valid signature by a trusted key: {string.Join("; ", problems.Distinct(StringComparer.Ordinal))}.") => (Problems, IsTransient) = (problems, isTransient);

    /// <summary>What is wrong with each signature, in their order; empty for a card that has none.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>True when the keys of a signature cannot be had now: the card may be found to be valid later.</summary>
    public bool IsTransient { get; }
}
