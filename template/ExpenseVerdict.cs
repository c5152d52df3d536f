namespace ExpenseProcessing;

/// <summary>What the policy says about a report.</summary>
public sealed record ExpenseVerdict(Decision Decision, string Currency, decimal Claimed, decimal Approved, IReadOnlyList<Finding> Findings);

/// <summary>Why an item is not paid, or not in full. Items count from 1.</summary>
public sealed record Finding(int Item, string Rule, string Explanation);

/// <summary>How much of a report is paid.</summary>
public enum Decision
{
    Approved,
    PartlyApproved,
    Declined,
}
