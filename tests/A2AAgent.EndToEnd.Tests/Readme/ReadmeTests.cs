using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Readme;

public sealed class ReadmeTests
{
    private static readonly string Text = File.ReadAllText(Repository.PathOf("README.md"));

    [Fact]
    public void The_readme_shows_a_request_for_each_binding_with_its_answer() =>
        Assert.Equal(["/", "/message:send", "/message:stream"], ReadmeExamples.Requests.Select(example => example.Path));

    [Theory]
    [InlineData("template/Program.cs")]
    [InlineData("template/ExpenseAgent.cs")]
    public void The_readme_shows_the_sample_as_it_is(string file)
    {
        var shown = ShownCode(file);
        var actual = File.ReadAllText(Repository.PathOf(file));

        Assert.NotEmpty(shown);
        Assert.All(shown, line => Assert.Contains(line, actual, StringComparison.Ordinal));
    }

    /// <summary>The lines of the code block below the file's name; an ellipsis stands for what is left out.</summary>
    private static List<string> ShownCode(string file)
    {
        var begin = Text.IndexOf($"`{file}`", StringComparison.Ordinal);
        var block = Text[begin..].Split("```csharp\n", 2)[1].Split("```", 2)[0];
        return [.. block.Split('\n').Where(line => line.Trim().Length > 0 && !line.Contains('…', StringComparison.Ordinal))];
    }
}
