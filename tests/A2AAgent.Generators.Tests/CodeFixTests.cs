using A2AAgent.CodeFixes;
using A2AAgent.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace A2AAgent.Generators.Tests;

public class CodeFixTests
{
    private const string Report = """
        namespace Acme.Models
        {
            public sealed record Report(string Employee);
        }
        """;

    [Fact]
    public async Task A_class_that_is_not_partial_becomes_it()
    {
        var source = await FixAsync(new MakePartialFix(), """
            [Agent("Expenses", Description = "Expenses")]
            public sealed class ExpenseAgent(int limit)
            {
                [AgentSkill("limit", Description = "Tells the limit")]
                public string Limit() => $"{limit}";
            }
            """);

        Assert.Equal("""
            [Agent("Expenses", Description = "Expenses")]
            public sealed partial class ExpenseAgent(int limit)
            {
                [AgentSkill("limit", Description = "Tells the limit")]
                public string Limit() => $"{limit}";
            }
            """, source);
    }

    [Fact]
    public async Task Types_that_are_missing_from_the_JSON_context_are_added_to_it_one_by_one()
    {
        const string Context = """
            using Acme.Models;

            namespace Acme;

            [JsonSerializable(typeof(Other))]
            internal sealed partial class AcmeJson : JsonSerializerContext;

            public sealed record Other(List<Report> Reports);
            """;

        var sources = await Fixer.ApplyAsync(new AddToJsonContextFix(), Agent("Dictionary<string, List<Report>>"), Report, Context);
        sources = await Fixer.ApplyAsync(new AddToJsonContextFix(), sources);

        Assert.Contains("""
            [JsonSerializable(typeof(Other))]
            [JsonSerializable(typeof(Report))]
            [JsonSerializable(typeof(Dictionary<string, List<Report>>))]
            internal sealed partial class AcmeJson : JsonSerializerContext;
            """, sources[2], StringComparison.Ordinal);
        await AssertBuildsAsync(sources);
    }

    [Fact]
    public async Task A_JSON_context_with_all_types_of_the_agent_is_written_behind_it()
    {
        var sources = await Fixer.ApplyAsync(new CreateJsonContextFix(), Agent("List<Report>"), Report);

        Assert.EndsWith("""
            }

            [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
            [JsonSerializable(typeof(List<Report>))]
            [JsonSerializable(typeof(Report))]
            internal sealed partial class ExpenseAgentJson : JsonSerializerContext
            {
            }
            """, sources[0].TrimEnd(), StringComparison.Ordinal);
        await AssertBuildsAsync(sources);
    }

    [Fact]
    public async Task A_JSON_context_gets_a_name_that_is_free()
    {
        var sources = await Fixer.ApplyAsync(new CreateJsonContextFix(), Agent("Report"), Report, "namespace Acme; public class ExpenseAgentJson;");

        Assert.Contains("partial class ExpenseAgentJsonContext : JsonSerializerContext", sources[0], StringComparison.Ordinal);
        await AssertBuildsAsync(sources);
    }

    [Theory]
    [InlineData("[Agent(\"Expenses\")]", "[Agent(\"Expenses\", Description = \"TODO: what this agent does\")]")]
    [InlineData("[Agent(\"Expenses\", Description = \"\")]", "[Agent(\"Expenses\", Description = \"TODO: what this agent does\")]")]
    public async Task A_description_that_is_missing_is_there_to_be_filled_in(string before, string after)
    {
        const string Rest = """

            public partial class ExpenseAgent
            {
                [AgentSkill("limit", Description = "Tells the limit")]
                public string Limit() => "100";
            }
            """;

        Assert.Equal(after + Rest, await FixAsync(new AddDescriptionFix(), before + Rest));
    }

    private static async Task<string> FixAsync(CodeFixProvider provider, string source)
    {
        var sources = await Fixer.ApplyAsync(provider, source);
        await AssertBuildsAsync(sources);
        return sources[0];
    }

    private static async Task AssertBuildsAsync(string[] sources)
    {
        var project = await AgentProject.BuildAsync(sources);
        Assert.Empty(project.Complaints);
        Assert.DoesNotContain(project.Reported, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    private static string Agent(string type) => $$"""
        using Acme.Models;

        namespace Acme;

        [Agent("Expenses", Description = "Expenses")]
        public partial class ExpenseAgent
        {
            [AgentSkill("check", Description = "Checks")]
            public Report Check({{type}} reports) => new("nobody");
        }
        """;
}
