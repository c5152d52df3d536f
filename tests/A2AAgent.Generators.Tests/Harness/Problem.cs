using Microsoft.CodeAnalysis;

namespace A2AAgent.Generators.Tests.Harness;

/// <summary>What an analyzer test expects: the problems of a marked source, in the order of the marks, and nothing else.</summary>
internal static class Problem
{
    // What a program does with an agent. It must compile whatever is wrong with the agent, or one mistake would give many errors.
    private const string Program = """
        internal static class TestProgram
        {
            public static void Use<TAgent>() where TAgent : class, IAgent<TAgent> { }
            public static void Main2() => Use<Acme.TestAgent>();
        }
        """;

    /// <param name="agent">Declares Acme.TestAgent, with marks.</param>
    /// <param name="expected">Ids with messages, such as <c>A2A0012: Agent …</c>.</param>
    public static Task ExpectAsync(string agent, params string[] expected) => ExpectAsync(agent, [Program], expected);

    /// <summary>Like the other, for classes that can have no generated half.</summary>
    public static Task ExpectWithoutAgentAsync(string agent, params string[] expected) => ExpectAsync(agent, [], expected);

    /// <summary>An agent with one skill around the given members.</summary>
    public static string Agent(string members, string settings = "") => $$"""
        namespace Acme;

        [Agent("Tests", Description = "Tests"{{settings}})]
        public sealed partial class TestAgent
        {
        {{members}}
        }
        """;

    private static async Task ExpectAsync(string agent, string[] others, string[] expected)
    {
        var marked = Marked.Parse(agent);
        var project = await AgentProject.BuildAsync([marked.Source, .. others]);

        Assert.Equal(expected, project.Reported.Select(problem => $"{problem.Id}: {problem.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}"));
        Assert.Equal(marked.Spans, project.Reported.Select(problem => problem.Location.SourceSpan));
        Assert.Empty(project.Complaints);
        Assert.Null(project.Run.Exception);
    }
}
