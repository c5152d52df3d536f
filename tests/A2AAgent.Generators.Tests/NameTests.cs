using A2AAgent.Generators.Pipeline;
using A2AAgent.Generators.Tests.Harness;

namespace A2AAgent.Generators.Tests;

/// <summary>Generated code compiles whatever the user's own things are called.</summary>
public class NameTests
{
    [Theory]
    [InlineData("namespace Acme { public class NAME; }")]
    [InlineData("namespace Acme.NAME { public class Other; }")]
    [InlineData("namespace Acme { partial class TestAgent { private int NAME => 1; } }")]
    [InlineData("namespace Acme { partial class TestAgent { private class NAME; } }")]
    [InlineData("namespace Elsewhere { public class NAME; }", "global using Elsewhere;")]
    public async Task Things_of_the_user_may_be_called_like_types_of_the_runtime(string source, string usings = "")
    {
        string[] names = [.. RuntimeNames.Namespaces.Keys, "System", "A2AAgent"];
        var project = await AgentProject.BuildAsync(
            usings + string.Join("\n", names.Select(name => source.Replace("NAME", name, StringComparison.Ordinal))),
            """
            namespace Acme;

            // Written out, for the simple names mean something else here.
            [global::A2AAgent.Server.Agent("Tests", Description = "Tests")]
            public sealed partial class TestAgent
            {
                [global::A2AAgent.Server.AgentSkill("SkillCall", Description = "SkillInput")]
                public string Run(string text, int number) => text;
            }

            [JsonSerializable(typeof(int))]
            internal sealed partial class TestJson : JsonSerializerContext;
            """);

        Assert.Empty(project.Complaints.Where(complaint => !IsOfJsonGenerator(complaint)));
        Assert.Empty(project.Reported);
        Assert.Contains("new(\"SkillCall\", BindRun)", project.Files["Acme.TestAgent.Skills"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("class", "namespace")]
    [InlineData("record", "field")]
    [InlineData("await", "async")]
    [InlineData("Überprüfer", "größe")]
    public async Task Keywords_and_letters_of_all_alphabets_are_names_too(string type, string member)
    {
        var project = await AgentProject.BuildAsync($$"""
            namespace @{{member}}.@{{type}};

            [Agent("Tests", Description = "Tests")]
            public sealed partial class @{{type}}
            {
                [AgentSkill("run", Description = "Tests")]
                public async Task<string> @{{member}}(string @{{type}}, CancellationToken @{{member}}) { await Task.Yield(); return @{{type}}; }
            }
            """);

        Assert.Empty(project.Complaints);
        Assert.Empty(project.Reported);
    }

    [Fact]
    public async Task Overloads_and_members_with_the_names_of_generated_ones_do_not_collide()
    {
        var project = await AgentProject.BuildAsync("""
            namespace Acme;

            public abstract class Base { protected void BindOther() { } }

            [Agent("Tests", Description = "Tests")]
            public sealed partial record TestAgent : BaseRecord
            {
                [AgentSkill("a", Description = "Tests")] public string Run(string text) => text;
                [AgentSkill("b", Description = "Tests")] public string Run(Message message) => message.MessageId;
                [AgentSkill("c", Description = "Tests")] public Task RunAsync(CancellationToken ct) => Task.CompletedTask;
                [AgentSkill("d", Description = "Tests")] public string Other() => "";
                [AgentSkill("e", Description = "Tests")] public string Async() => "";
                private void BindRun2() { }
                private int FindJsonRpcMethod => 1;
                public string Card => "";
                public string Skills => "";
            }

            public record BaseRecord { public void BindOther() { } }
            """);

        Assert.Empty(project.Complaints);
        Assert.Empty(project.Reported);
        var skills = project.Files["Acme.TestAgent.Skills"];
        string[] binds = ["\"a\", BindRun)", "\"b\", BindRun3)", "\"c\", BindRun4)", "\"d\", BindOther2)", "\"e\", BindAsync)"];
        Assert.All(binds, bind => Assert.Contains(bind, skills, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Agents_of_equal_names_get_files_of_their_own()
    {
        const string Body = "{ [AgentSkill(\"run\", Description = \"Tests\")] public string Run() => \"\"; }";
        var project = await AgentProject.BuildAsync($$"""
            namespace A { [Agent("1", Description = "Tests")] public partial class Twin {{Body}} }
            namespace B { [Agent("2", Description = "Tests")] public partial class Twin {{Body}} }
            namespace B { [Agent("3", Description = "Tests")] public partial class TWIN {{Body}} }
            namespace B { [Agent("4", Description = "Tests")] public partial class twin {{Body}} }
            namespace B { [Agent("5", Description = "Tests")] public partial class Tw‿in {{Body}} }
            [Agent("6", Description = "Tests")] public partial class Twin {{Body}}
            """);

        Assert.Null(project.Run.Exception);
        Assert.Equal(6 * 3, project.Files.Count);
        Assert.Empty(project.Complaints.Where(complaint => complaint.Id != "CS8981"));
    }

    [Fact]
    public async Task A_second_Agent_attribute_on_another_part_of_the_class_does_not_generate_it_twice()
    {
        var project = await AgentProject.BuildAsync(
            Examples.Expense,
            "namespace Acme.Expenses; [Agent(\"Again\", Description = \"Again\")] partial class ExpenseAgent;");

        Assert.Null(project.Run.Exception);
        Assert.Equal(["CS0579"], project.Complaints.Select(complaint => complaint.Id));
    }

    [Fact]
    public async Task Obsolete_and_experimental_skills_give_no_warnings_in_generated_code()
    {
        var project = await AgentProject.BuildAsync(Problem.Agent("""
            [Obsolete, AgentSkill("a", Description = "Tests")] public string A() => "";
            [Obsolete("Use a"), AgentSkill("b", Description = "Tests")] public string B() => "";
            [System.Diagnostics.CodeAnalysis.Experimental("ACME001"), AgentSkill("c", Description = "Tests")] public string C() => "";
            """));

        Assert.Empty(project.Complaints);
        Assert.Contains("#pragma warning disable ACME001, CS0612, CS0618\n", project.Files["Acme.TestAgent.Skills"], StringComparison.Ordinal);
    }

    // System.Text.Json's own generator has its difficulties with some of these names.
    private static bool IsOfJsonGenerator(Microsoft.CodeAnalysis.Diagnostic complaint) =>
        complaint.Location.SourceTree?.FilePath.Contains("JsonSourceGenerator", StringComparison.Ordinal) == true;
}
