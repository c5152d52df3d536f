namespace A2AAgent.Tests.BadInput.Wire;

/// <summary>A request that was refused by the rules: the rows of the table that it may be, and what it tells the client.</summary>
internal sealed record Refusal(IReadOnlyList<ErrorRow> Rows, string Message, IReadOnlyList<string> Fields, Answer Answer)
{
    /// <summary>It is this error of the table.</summary>
    public Refusal Is(string reason)
    {
        Assert.True(Rows.Any(row => row.Reason == reason), $"Expected {reason}, got {Answer}");
        return this;
    }

    /// <summary>It names this field as the wrong one.</summary>
    public Refusal Names(string field)
    {
        Assert.True(Fields is [var only] && only == field, $"Expected the field {field}, got {Answer}");
        return this;
    }

    /// <summary>Its message has the words that tell a client what to change.</summary>
    public Refusal Says(string words)
    {
        Assert.Contains(words, Message, StringComparison.OrdinalIgnoreCase);
        return this;
    }
}
