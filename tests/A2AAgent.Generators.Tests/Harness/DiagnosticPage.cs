namespace A2AAgent.Generators.Tests.Harness;

/// <summary>A page of docs/diagnostics.</summary>
internal sealed record DiagnosticPage(string Heading, string Wrong, string Right)
{
    public static DiagnosticPage Read(string id)
    {
        var text = File.ReadAllText(Path.Combine(Built.DiagnosticPages, $"{id}.md"));
        return new(text.Split('\n')[0].TrimEnd(), Example(text, "## Wrong"), Example(text, "## Right"));
    }

    private static string Example(string text, string heading)
    {
        const string Open = "```csharp", Close = "```";
        var start = text.IndexOf(Open, text.IndexOf(heading, StringComparison.Ordinal), StringComparison.Ordinal) + Open.Length;
        return text[start..text.IndexOf(Close, start, StringComparison.Ordinal)];
    }
}
