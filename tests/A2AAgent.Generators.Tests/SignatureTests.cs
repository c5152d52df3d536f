using A2AAgent.Generators.Tests.Harness;

namespace A2AAgent.Generators.Tests;

public class SignatureTests
{
    // Several to a project: most of the time goes into what all projects have in common.
    private const int ResultsAtOnce = 6;

    public static TheoryData<string> Results => [.. Signatures.Results.Chunk(ResultsAtOnce).Select(results => string.Join(';', results))];

    [Theory]
    [MemberData(nameof(Results))]
    public async Task Every_parameter_compiles_with_every_result_without_a_warning(string results)
    {
        var project = await AgentProject.BuildAsync([Signatures.Types, .. results.Split(';').Select(Agent)]);

        Assert.Empty(project.Complaints);
        Assert.Empty(project.Reported);
        var skills = project.Files.Where(file => file.Key.EndsWith(".Skills", StringComparison.Ordinal)).ToList();
        Assert.Equal(results.Split(';').Length, skills.Count);
        Assert.All(skills, file => Assert.Equal(Signatures.Parameters.Count, Occurrences(file.Value, "private static SkillCall<TestAgent> Bind")));
    }

    private static string Agent(string result, int number)
    {
        var methods = Signatures.Parameters.Select((parameters, index) => $$"""
            [AgentSkill("skill-{{index}}", Description = "Tests")]
            {{Modifiers(index)}} {{result}} Skill{{index}}Async({{string.Join(", ", ["CancellationToken ct", parameters]).TrimEnd(',', ' ')}}) =>
                throw new NotImplementedException();
            """);

        return Problem.Agent(string.Join("\n", methods)).Replace("namespace Acme;", $"namespace Acme.Number{number};", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Projects_without_nullable_annotations_get_no_warnings()
    {
        var project = await AgentProject.BuildAsync(Signatures.Types, """
            #nullable disable
            namespace Acme;

            [Agent("Tests", Description = "Tests")]
            public sealed partial class TestAgent
            {
                [AgentSkill("a", Description = "Tests")] public string A(string text, Order order = null) => text;
                [AgentSkill("b", Description = "Tests")] public Task<Order> B(List<Order> orders, string text = null, CancellationToken ct = default) => null;
                [AgentSkill("c", Description = "Tests")] public Task<SkillResult<List<Order>>> C(Message message, CancellationToken ct) => null;
                [AgentSkill("d", Description = "Tests")] public IAsyncEnumerable<Order> D(IReadOnlyList<Part> parts, SkillContext context, CancellationToken ct) => null;
                [AgentSkill("e", Description = "Tests")] public Message E() => null;
            }
            """);

        Assert.Empty(project.Complaints);
        Assert.Empty(project.Reported);
    }

    [Fact]
    public async Task A_skill_may_be_a_partial_method_with_its_attribute_on_either_part()
    {
        var project = await AgentProject.BuildAsync(Problem.Agent("""
            [AgentSkill("a", Description = "Tests")] public partial string A(string text);
            public partial string A(string text) => text;
            public partial Task B(CancellationToken ct);
            [AgentSkill("b", Description = "Tests")] public async partial Task B(CancellationToken ct) => await Task.Yield();
            """));

        Assert.Empty(project.Complaints);
        Assert.Empty(project.Reported);
        Assert.Equal(2, Occurrences(project.Files["Acme.TestAgent.Skills"], "private static SkillCall<TestAgent> Bind"));
    }

    private static string Modifiers(int index) => (index % 3) switch
    {
        0 => "public",
        1 => "private",
        _ => "private static",
    };

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;
}
