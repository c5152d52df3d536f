using static A2AAgent.Generators.Tests.Harness.Problem;

namespace A2AAgent.Generators.Tests;

/// <summary>What is reported about types that no JSON context knows.</summary>
public class JsonProblemTests
{
    private const string Hello = """
        [AgentSkill("hello", Description = "Says hello")] public string Hello() => "hello";

        """;

    [Theory]
    [InlineData("[|Order|] order")]
    [InlineData("[|Order?|] order = null")]
    public Task No_context_for_a_parameter(string parameter) => ExpectAsync(
        Agent($"{Hello}[AgentSkill(\"run\", Description = \"Tests\")] public string Run({parameter}) => \"\";") + Order,
        "A2A0025: Skill 'run' takes 'Order' as JSON, which takes a partial class derived from JsonSerializerContext with [JsonSerializable(typeof(Order))]");

    [Fact]
    public Task No_context_is_reported_once_for_all_types_of_an_agent() => ExpectAsync(
        Agent($"{Hello}[AgentSkill(\"run\", Description = \"Tests\")] public Order Run([|Order[]|] orders, SkillContext context) => orders[0];") + Order,
        "A2A0025: Skill 'run' takes 'Order[]' as JSON, which takes a partial class derived from JsonSerializerContext with [JsonSerializable(typeof(Order[]))]");

    [Theory]
    [InlineData("[|Order|]")]
    [InlineData("[|Order?|]")]
    [InlineData("Task<[|Order|]>")]
    [InlineData("ValueTask<SkillResult<[|Order|]>>")]
    [InlineData("System.Collections.Generic.IAsyncEnumerable<[|Order|]>")]
    public Task A_result_that_the_context_lacks(string type) => ExpectAsync(
        Agent($"{Hello}[AgentSkill(\"run\", Description = \"Tests\")] public {type} Run(int number, CancellationToken ct) => throw new NotImplementedException();") + Order + Context,
        "A2A0024: Skill 'run' returns 'Order' as JSON, which no JsonSerializerContext knows; add [JsonSerializable(typeof(Order))] to 'TestJson'");

    [Fact]
    public Task A_type_that_several_skills_lack_is_reported_once() => ExpectAsync(
        Agent($$"""
            {{Hello}}
            [AgentSkill("first", Description = "Tests")] public string First([|Order|] order) => "";
            [AgentSkill("second", Description = "Tests")] public Order Second(Order order) => order;
            """) + Order + Context,
        "A2A0024: Skill 'first' takes 'Order' as JSON, which no JsonSerializerContext knows; add [JsonSerializable(typeof(Order))] to 'TestJson'");

    [Fact]
    public Task A_context_that_the_agent_cannot_see_is_none() => ExpectAsync(
        Agent($"{Hello}[AgentSkill(\"run\", Description = \"Tests\")] public string Run([|int|] number) => \"\";") + """
            public static partial class Elsewhere { [JsonSerializable(typeof(int))] private sealed partial class HiddenJson : JsonSerializerContext; }
            """,
        "A2A0025: Skill 'run' takes 'int' as JSON, which takes a partial class derived from JsonSerializerContext with [JsonSerializable(typeof(int))]");

    private const string Order = """

        public sealed record Order(string Id);

        """;

    private const string Context = """
        [JsonSerializable(typeof(int))] internal sealed partial class TestJson : JsonSerializerContext;
        """;
}
