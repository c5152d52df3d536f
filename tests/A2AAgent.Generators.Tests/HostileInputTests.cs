using A2AAgent.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace A2AAgent.Generators.Tests;

/// <summary>Whatever is in the source, the generator and the analyzer live, and the compiler finds no fault with what was generated.</summary>
public class HostileInputTests
{
    private const int Rounds = 8;

    private static readonly string[] Types =
    [
        .. Signatures.Results,
        "object", "dynamic", "int*", "Nonexistent", "List<Nonexistent>", "Span<byte>", "Task<Task>", "Message?", "SkillResult<object>", "SkillResult<>",
        "List<>", "(int, Nonexistent)", "Part[]", "IAsyncEnumerable<IAsyncEnumerable<string>>", "TestAgent", "SkillContext", "AcmeJson", "var", "Action<int>",
        "Nullable<Nonexistent>", "delegate*<void>", "string[,]", "Exception", "Type", "Order[][]", "global::System.String", "IEnumerable<Order>", "", "?",
    ];

    // The usual comes often enough for some of the signatures to be valid C#.
    private static readonly string[] Modifiers = ["", "", "", "", "", "", "", "public", "private", "static", "async", "unsafe", "virtual", "partial", "abstract", "extern", "new", ""];

    private static readonly string[] Prefixes = ["", "", "", "", "", "", "", "", "", "", "ref ", "out ", "in ", "params ", "this ", "scoped "];

    private static readonly string[] Defaults = ["", "", "", "", "", "", "", "", "", "", " = default", " = null", " = 5", " = \"x\"", " = default!", " = (Size)7", " = Nonexistent"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Rounds)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Random_texts_in_attributes(int seed)
    {
        var random = new Random(seed);
        string Text() => SymbolDisplay.FormatLiteral(RandomText(random), quote: true);
        var project = await AgentProject.BuildAsync($$"""
            namespace Acme;

            [Agent({{Text()}}, Description = {{Text()}}, Version = {{Text()}}, Organization = {{Text()}}, OrganizationUrl = {{Text()}},
                DocumentationUrl = {{Text()}}, IconUrl = {{Text()}}, Bindings = (AgentBindings){{random.Next(16)}})]
            [AgentExtension({{Text()}}, Description = {{Text()}})]
            [AgentExtension({{Text()}})]
            public sealed partial class TestAgent
            {
                [AgentSkill({{Text()}}, Name = {{Text()}}, Description = {{Text()}}, Tags = [{{Text()}}, null!], Examples = [{{Text()}}])]
                public string First(string text = {{Text()}}) => text;

                [AgentSkill("fine", Name = {{Text()}}, Description = {{Text()}}, InputModes = [{{Text()}}], OutputModes = new[] { {{Text()}} }, Tags = null!)]
                public string Second() => "";
            }
            """);

        AssertAlive(project);
        Assert.Empty(project.Complaints);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Random_signatures(int seed)
    {
        var random = new Random(seed);
        string One(string[] items) => items[random.Next(items.Length)];
        string Parameter(int index) => $"{One(Prefixes)}{One(Types)} p{index}{One(Defaults)}";
        var methods = Enumerable.Range(0, 60).Select(index =>
            $"[AgentSkill(\"skill-{index}\", Description = \"Tests\")] {One(Modifiers)} {One(Modifiers)} {One(Types)} Skill{index}"
            + $"({string.Join(", ", Enumerable.Range(0, random.Next(4)).Select(Parameter))}) => throw new NotImplementedException();").ToList();
        AssertAlive(await AgentProject.BuildAsync(Signatures.Types, Problem.Agent(string.Join("\n", methods))));

        // What C# itself has nothing against must not fail where it is called.
        var valid = methods.Where(IsValid).ToList();
        var project = await AgentProject.BuildAsync(Signatures.Types, Problem.Agent(string.Join("\n", valid)));
        Assert.NotEmpty(valid);
        Assert.DoesNotContain(project.Complaints, complaint => !IsInSource(complaint));
    }

    private static bool IsValid(string method) => !Compilations.Of(Signatures.Types, Problem.Agent(method)).GetDiagnostics()
        .Any(problem => problem.Severity >= DiagnosticSeverity.Warning && problem.Location.SourceTree?.FilePath == "Source1.cs");

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Random_edits_of_an_agent(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 3; round++)
        {
            var tokens = SyntaxFactory.ParseTokens(Examples.Expense).Select(token => token.ToFullString()).ToList();
            for (var edit = random.Next(1, 4); edit > 0; edit--)
            {
                Edit(tokens, random);
            }

            AssertAlive(await AgentProject.BuildAsync(string.Concat(tokens)));
        }
    }

    private static void Edit(List<string> tokens, Random random)
    {
        var (here, there) = (random.Next(tokens.Count), random.Next(tokens.Count));
        switch (random.Next(4))
        {
            case 0:
                tokens.RemoveAt(here);
                break;
            case 1:
                tokens.Insert(here, tokens[there]);
                break;
            case 2:
                (tokens[here], tokens[there]) = (tokens[there], tokens[here]);
                break;
            default:
                tokens.RemoveRange(here, tokens.Count - here);
                tokens.Add(" ");
                break;
        }
    }

    private static string RandomText(Random random)
    {
        const string Alphabet = "\"\\{}$@<>/*#;\0\r\n\t\u0085\u2028\u202E\uFEFF\uD83D\uDE00\uD800漢é.-_:/1aZ ";
        return random.Next(8) == 0 ? "text/plain" : new([.. Enumerable.Range(0, random.Next(40)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
    }

    private static void AssertAlive(AgentProject project)
    {
        Assert.Null(project.Run.Exception);
        Assert.DoesNotContain(project.Reported, problem => problem.Id == "AD0001");

        // When the user's own source has errors, what is generated around it may have them too.
        var errors = project.Complaints.Where(complaint => complaint.Severity == DiagnosticSeverity.Error).ToLookup(IsInSource);
        Assert.True(errors[true].Any() || !errors[false].Any(), string.Join("\n", errors[false]));
    }

    private static bool IsInSource(Diagnostic problem) => problem.Location.SourceTree?.FilePath.StartsWith("Source", StringComparison.Ordinal) != false;
}
