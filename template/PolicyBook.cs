namespace ExpenseProcessing;

/// <summary>The company's expense policy. The checks and the explanations use the same numbers; change them here.</summary>
public static class PolicyBook
{
    public const string Currency = "EUR";

    private const decimal ReceiptThreshold = 25m;
    private const int DaysToSubmit = 60;

    private static readonly Dictionary<ExpenseCategory, decimal> Limits = new()
    {
        [ExpenseCategory.Meals] = 60m,
        [ExpenseCategory.Lodging] = 180m,
        [ExpenseCategory.Transport] = 400m,
        [ExpenseCategory.Supplies] = 150m,
    };

    /// <summary>The numbers of the items that need a receipt and name none, counted from 1.</summary>
    public static IEnumerable<int> ItemsWithoutReceipt(ExpenseReport report) =>
        from item in report.Items.Index()
        where item.Item.Amount > ReceiptThreshold && string.IsNullOrEmpty(item.Item.Receipt)
        select item.Index + 1;

    /// <summary>Judges a report whose receipts are complete.</summary>
    public static ExpenseVerdict Check(ExpenseReport report, DateOnly today)
    {
        var submitted = report.SubmittedOn ?? today;
        var findings = new List<Finding>();
        var approved = 0m;
        foreach (var (index, item) in report.Items.Index())
        {
            var (amount, finding) = Check(index + 1, item, submitted);
            approved += amount;
            if (finding is not null)
            {
                findings.Add(finding);
            }
        }

        var decision = findings.Count == 0 ? Decision.Approved : approved > 0 ? Decision.PartlyApproved : Decision.Declined;
        return new ExpenseVerdict(decision, Currency, report.Items.Sum(item => item.Amount), approved, findings);
    }

    /// <summary>The paragraphs of the policy that answer a question; all of them when it is about none in particular.</summary>
    public static string Explain(string question)
    {
        var matching = Paragraphs().Where(paragraph => question.Contains(paragraph.Topic, StringComparison.OrdinalIgnoreCase)).ToList();
        var chosen = matching.Count > 0 ? matching : Paragraphs();
        return string.Join("\n\n", chosen.Select(paragraph => paragraph.Text));
    }

    private static (decimal Approved, Finding? Finding) Check(int number, ExpenseItem item, DateOnly submitted)
    {
        var limit = Limits[item.Category];
        var age = submitted.DayNumber - item.Date.DayNumber;
        return item switch
        {
            { Amount: <= 0 } => (0, new Finding(number, "amount", "The amount must be more than zero.")),
            _ when age < 0 => (0, new Finding(number, "date", "The expense is dated after the report.")),
            _ when age > DaysToSubmit => (0, new Finding(number, "deadline", $"The expense is {age} days old; the limit is {DaysToSubmit}.")),
            _ when item.Amount > limit => (limit, new Finding(number, "limit",
                $"{item.Category} are covered up to {limit:0.00} {Currency}; {item.Amount - limit:0.00} {Currency} are not.")),
            _ => (item.Amount, null),
        };
    }

    private static List<(string Topic, string Text)> Paragraphs() =>
    [
        ("receipt", $"Receipts: every expense above {ReceiptThreshold:0.00} {Currency} needs a receipt, as a PDF file or a picture."),
        ("deadline", $"Deadline: an expense can be claimed for {DaysToSubmit} days. After that it is not paid."),
        .. Limits.Select(limit => (limit.Key.ToString(),
            $"{limit.Key}: up to {limit.Value:0.00} {Currency} each. What goes beyond is yours to pay.")),
        ("currency", $"Currency: reports are settled in {Currency}."),
    ];
}
