namespace ExpenseProcessing;

/// <summary>What an employee asks to be paid back. A missing <paramref name="SubmittedOn"/> means today.</summary>
public sealed record ExpenseReport(string Employee, string Currency, IReadOnlyList<ExpenseItem> Items, DateOnly? SubmittedOn = null);

/// <summary>One expense. <paramref name="Receipt"/> names the file that proves it.</summary>
public sealed record ExpenseItem(string Description, ExpenseCategory Category, decimal Amount, DateOnly Date, string? Receipt = null);

/// <summary>What the money was spent on.</summary>
public enum ExpenseCategory
{
    Meals,
    Lodging,
    Transport,
    Supplies,
}
