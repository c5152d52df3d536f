using System.Runtime.CompilerServices;

namespace ExpenseProcessing;

/// <summary>Checks expense reports against the policy book, and explains the policy.</summary>
[Agent("Expense Processor Agent", Version = "1.0.0", Description = "Processes and validates expense reports")]
public sealed partial class ExpenseAgent(TimeProvider clock)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    [AgentSkill("validate-expense", Default = true, Name = "Validate Expense Report",
        Description = "Validates an expense report against company policy", Tags = ["finance", "compliance"],
        InputModes = ["application/json", "text/plain", "application/pdf", "image/jpeg", "image/png"])]
    public SkillResult<ExpenseVerdict> Validate(ExpenseReport report, SkillContext context)
    {
        if (report.Items.Count == 0)
        {
            return SkillResult.Rejected("The report has no items.");
        }

        if (report.Currency != PolicyBook.Currency)
        {
            return SkillResult.Rejected($"Reports are settled in {PolicyBook.Currency}; this one is in {report.Currency}.");
        }

        var missing = PolicyBook.ItemsWithoutReceipt(report).Skip(CountAttachments(context)).ToList();
        if (missing.Count > 0)
        {
            return SkillResult.InputRequired($"Attach the receipt for item {string.Join(", ", missing)}.");
        }

        return PolicyBook.Check(report, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
    }

    [AgentSkill("explain-policy", Description = "Explains the expense policy, word by word", Tags = ["finance"],
        Examples = ["What may meals cost?", "When do I need a receipt?"])]
    public async IAsyncEnumerable<string> ExplainAsync(string question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var word in PolicyBook.Explain(question).Split(' '))
        {
            yield return $"{word} ";
            await Task.Delay(Pace, clock, cancellationToken); // As fast as a language model would answer here.
        }
    }

    /// <summary>The files of this conversation: each stands for one missing receipt, in the order of the items.</summary>
    private static int CountAttachments(SkillContext context) => context.Task is null
        ? 0
        : context.Task.History.SelectMany(message => message.Parts).Count(part => part.Kind is PartKind.Raw or PartKind.Url);
}
