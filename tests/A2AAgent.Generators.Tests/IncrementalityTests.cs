using System.Collections;
using System.Reflection;
using A2AAgent.Generators.Pipeline;
using A2AAgent.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace A2AAgent.Generators.Tests;

/// <summary>Typing must stay cheap: what an edit does not touch is not made again, and nothing keeps a compilation alive.</summary>
public class IncrementalityTests
{
    private const string Other = "namespace Acme.Expenses; public static class Other { public static int Number() => 1; }";

    [Theory]
    [InlineData("1;", "2;", 1)]
    [InlineData("public static int Number", "/* why */ public static long Number", 1)]
    [InlineData("Other { public", "Other { private sealed record Nested(int A); public", 1)]
    [InlineData("\"Below the limit\"", "\"Under the limit\"", 0)]
    [InlineData("await Task.Yield();\n        if", "\n\n    await Task.Yield();\n        if", 0)]
    [InlineData("using System.Text.Json.Serialization;", "using System.Text.Json.Serialization;\n\n// A comment moves everything down.\n", 0)]
    [InlineData("yield return question;", "yield return question + question;", 0)]
    [InlineData("Keep(string name) { }", "Keep(string name) { _ = name; }", 2)]
    public void An_edit_that_changes_no_agent_generates_nothing_again(string before, string after, int file)
    {
        var (compilation, driver) = Start();

        var run = Edit(compilation, driver, before, after, file);

        Assert.All(run.TrackedOutputSteps.SelectMany(step => step.Value), AssertUnchanged);
        Assert.All(Steps.All.SelectMany(name => run.TrackedSteps[name]), AssertUnchanged);
    }

    [Fact]
    public void A_change_of_one_agent_leaves_the_others_alone()
    {
        const string Second = """
            namespace Acme.Other;
            [Agent("Second", Description = "Second")]
            public partial class SecondAgent { [AgentSkill("run", Description = "Runs")] public string Run() => ""; }
            """;
        var (compilation, driver) = Start(Second);

        var run = Edit(compilation, driver, "Explains a policy, token by token", "Explains a policy", file: 0);

        var outputs = run.TrackedSteps[Steps.NamedAgents].SelectMany(step => step.Outputs).ToList();
        Assert.Equal(3, outputs.Count);
        Assert.Single(outputs, output => output.Reason == IncrementalStepRunReason.Modified);
        var card = run.GeneratedSources.Single(source => source.HintName == "Acme.Expenses.ExpenseAgent.Card.g.cs").SourceText.ToString();
        Assert.Contains("\"description\": \"Explains a policy\"", card, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_that_joins_the_JSON_context_changes_no_agent_that_does_not_use_it()
    {
        var (compilation, driver) = Start();

        const string Before = "[JsonSerializable(typeof(ExpenseVerdict))]";
        var run = Edit(compilation, driver, Before, $"{Before} [JsonSerializable(typeof(Guid))]", file: 0);

        Assert.All(run.TrackedOutputSteps.SelectMany(step => step.Value), AssertUnchanged);
    }

    [Fact]
    public void The_pipeline_holds_values_only()
    {
        var (_, driver) = Start();
        var run = Result(driver);

        Assert.All(Steps.All, name => Assert.NotEmpty(run.TrackedSteps[name]));
        foreach (var (name, steps) in run.TrackedSteps.Where(step => Steps.All.Contains(step.Key)))
        {
            foreach (var (value, _) in steps.SelectMany(step => step.Outputs))
            {
                Walk(value, name, new(ReferenceEqualityComparer.Instance));
            }
        }
    }

    private static (CSharpCompilation Compilation, GeneratorDriver Driver) Start(params string[] others)
    {
        var compilation = Compilations.Of([Examples.Expense, Other, Examples.Vault, .. others]);
        return (compilation, AgentProject.NewDriver().RunGenerators(compilation, TestContext.Current.CancellationToken));
    }

    private static GeneratorRunResult Edit(CSharpCompilation compilation, GeneratorDriver driver, string before, string after, int file)
    {
        var tree = compilation.SyntaxTrees.Single(tree => tree.FilePath == $"Source{file}.cs");
        var text = tree.ToString();
        Assert.Contains(before, text, StringComparison.Ordinal);
        var edited = compilation.ReplaceSyntaxTree(tree, Compilations.Parse(text.Replace(before, after, StringComparison.Ordinal), tree.FilePath));
        return Result(driver.RunGenerators(edited, TestContext.Current.CancellationToken));
    }

    private static GeneratorRunResult Result(GeneratorDriver driver) =>
        driver.GetRunResult().Results.Single(result => result.Generator.GetGeneratorType() == typeof(AgentGenerator));

    private static void AssertUnchanged(IncrementalGeneratorRunStep step) => Assert.All(
        step.Outputs,
        output => Assert.True(
            output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged,
            $"{step.Name}: {output.Reason}"));

    private static void Walk(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
        {
            return;
        }

        var keepsCompilation = value is ISymbol or SyntaxNode or SyntaxTree or Compilation or Location or SemanticModel or AttributeData;
        Assert.False(keepsCompilation, $"{path} holds a {value.GetType()}");
        if (value is IEnumerable items)
        {
            foreach (var item in items)
            {
                Walk(item, $"{path}[]", seen);
            }
        }

        foreach (var field in value.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            Walk(field.GetValue(value), $"{path}.{field.Name}", seen);
        }
    }
}
