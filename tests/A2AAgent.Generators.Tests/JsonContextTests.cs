using A2AAgent.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace A2AAgent.Generators.Tests;

/// <summary>Where JSON contexts are found, and how generated code refers to them.</summary>
public class JsonContextTests
{
    private const string Order = "namespace Acme { public sealed record Order(string Id); }";

    [Theory]
    [InlineData("namespace Acme { CONTEXT }", "TestJson.Default.Order")]
    [InlineData("namespace Other { CONTEXT }", "global::Other.TestJson.Default.Order")]
    [InlineData("CONTEXT", "global::TestJson.Default.Order")]
    [InlineData("namespace Acme { public static partial class Json { CONTEXT } }", "global::Acme.Json.TestJson.Default.Order")]
    [InlineData("namespace Acme { partial class TestAgent { PRIVATE } }", "global::Acme.TestAgent.TestJson.Default.Order")]
    [InlineData("namespace Acme { partial class TestAgent { private int TestJson => 1; } CONTEXT }", "global::Acme.TestJson.Default.Order")]
    [InlineData("namespace Acme { NAMED }", "TestJson.Default.Bestellung")]
    [InlineData("namespace Acme { SEVERAL }", "TestJson.Default.Order")]
    public async Task A_context_is_found_wherever_it_is(string source, string expected)
    {
        var context = Context("typeof(Acme.Order)");
        var other = Context("typeof(string)").Replace("TestJson", "OtherJson", StringComparison.Ordinal);
        var project = await AgentProject.BuildAsync(Order, Agent, source
            .Replace("CONTEXT", context, StringComparison.Ordinal)
            .Replace("PRIVATE", context.Replace("internal", "private", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("NAMED", Context("typeof(Acme.Order), TypeInfoPropertyName = \"Bestellung\""), StringComparison.Ordinal)
            .Replace("SEVERAL", other + context, StringComparison.Ordinal));

        Assert.Empty(project.Complaints);
        Assert.Empty(project.Reported);
        Assert.Contains($"input.Json({expected})", project.Files["Acme.TestAgent.Skills"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_public_context_of_a_referenced_assembly_is_found()
    {
        var context = Context("typeof(Acme.Order)").Replace("internal", "public", StringComparison.Ordinal);
        var contracts = await AgentProject.BuildAsync(Order, $"namespace Acme {{ {context} }}");
        using var image = new MemoryStream();
        Assert.True(contracts.Compilation.WithAssemblyName("Contracts").Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);

        var project = await AgentProject.BuildAsync(Compilations.Of(Agent).AddReferences(MetadataReference.CreateFromImage(image.ToArray())));

        Assert.Empty(project.Complaints);
        Assert.Empty(project.Reported);
        Assert.Contains("input.Json(TestJson.Default.Order)", project.Files["Acme.TestAgent.Skills"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_types_with_one_name_the_second_is_missing_until_it_has_a_property_of_its_own()
    {
        const string Types = "namespace Other { public sealed record Order(string Id); }";
        const string Both = """
            namespace Acme;
            [JsonSerializable(typeof(Other.Order))]
            [JsonSerializable(typeof(Order))]
            internal partial class TestJson : JsonSerializerContext;
            """;
        var named = Both.Replace("typeof(Order)", "typeof(Order), TypeInfoPropertyName = \"OurOrder\"", StringComparison.Ordinal);

        var without = await AgentProject.BuildAsync(Order, Types, Agent, Both);
        var with = await AgentProject.BuildAsync(Order, Types, Agent, named);

        Assert.Empty(without.Complaints);
        Assert.Equal(["A2A0024"], without.Reported.Select(problem => problem.Id));
        Assert.Empty(with.Complaints);
        Assert.Empty(with.Reported);
    }

    [Fact]
    public async Task Types_of_the_protocol_need_no_context()
    {
        var project = await AgentProject.BuildAsync(Problem.Agent("""
            [AgentSkill("card", Description = "Gives a card")] public AgentCard Card() => null!;
            """));

        Assert.Empty(project.Complaints);
        Assert.Empty(project.Reported);
        Assert.Contains("ProtocolJsonContext.Default.AgentCard", project.Files["Acme.TestAgent.Skills"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_context_that_is_not_partial_gives_no_errors_in_generated_code()
    {
        var project = await AgentProject.BuildAsync(Order, Agent, $"namespace Acme {{ {Context("typeof(Order)").Replace("partial ", "", StringComparison.Ordinal)} }}");

        Assert.Empty(project.Reported);
        Assert.All(project.Complaints, complaint => Assert.Equal("Source2.cs", complaint.Location.SourceTree!.FilePath));
    }

    private static string Agent => Problem.Agent("[AgentSkill(\"run\", Description = \"Tests\")] public string Run(Order order) => order.Id;");

    private static string Context(string argument) => $"[JsonSerializable({argument})] internal sealed partial class TestJson : JsonSerializerContext;";
}
