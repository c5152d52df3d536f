using static A2AAgent.Generators.Tests.Harness.Problem;

namespace A2AAgent.Generators.Tests;

/// <summary>What is reported about an agent as a whole, where, and in which words.</summary>
public class AgentProblemTests
{
    private const string Skill = """
        [AgentSkill("hello", Description = "Says hello")] public string Hello() => "hello";
        """;

    [Fact]
    public Task A_class_that_is_not_partial() => ExpectWithoutAgentAsync($$"""
        [Agent("Tests", Description = "Tests")]
        public sealed class [|TestAgent|] { {{Skill}} }
        """, "A2A0001: Agent class 'TestAgent' must be partial: its other half is generated");

    [Theory]
    [InlineData("public partial class [|TestAgent|]<T> { SKILL }", "generic")]
    [InlineData("public static partial class [|TestAgent|] { STATIC }", "static")]
    [InlineData("file sealed partial class [|TestAgent|] { SKILL }", "local to its file")]
    [InlineData("public abstract partial class [|TestAgent|] { SKILL }", "abstract")]
    public Task A_class_that_cannot_be_an_agent(string declaration, string reason) => ExpectWithoutAgentAsync(
        "[Agent(\"Tests\", Description = \"Tests\")] " + declaration
            .Replace("SKILL", Skill, StringComparison.Ordinal)
            .Replace("STATIC", Skill.Replace("public", "public static", StringComparison.Ordinal), StringComparison.Ordinal),
        $"A2A0002: Class 'TestAgent' cannot be an agent because it is {reason}; make it an ordinary class of a namespace");

    [Fact]
    public Task A_nested_class() => ExpectWithoutAgentAsync($$"""
        public partial class Outer
        {
            [Agent("Tests", Description = "Tests")]
            public sealed class [|TestAgent|] { {{Skill}} }
        }
        """, "A2A0002: Class 'TestAgent' cannot be an agent because it is nested in another type; make it an ordinary class of a namespace");

    [Fact]
    public Task An_abstract_class_still_gets_its_other_half() => ExpectAsync($$"""
        namespace Acme;
        [Agent("Tests", Description = "Tests")]
        public abstract partial class [|TestAgent|] { {{Skill}} }
        """, "A2A0002: Class 'TestAgent' cannot be an agent because it is abstract; make it an ordinary class of a namespace");

    [Theory]
    [InlineData("Agent([|\"\"|], Description = \"Tests\")", "A2A0003: Agent 'TestAgent' has an empty name; the Agent Card needs one")]
    [InlineData("Agent(name: [|\" \"|], Description = \"Tests\")", "A2A0003: Agent 'TestAgent' has an empty name; the Agent Card needs one")]
    [InlineData("Agent([|null!|], Description = \"Tests\")", "A2A0003: Agent 'TestAgent' has an empty name; the Agent Card needs one")]
    [InlineData("[|Agent(\"Tests\")|]", "A2A0004: Agent 'TestAgent' has no description; say in [Agent(Description = …)] what it is for")]
    [InlineData("Agent(\"Tests\", Description = [|\"\"|])", "A2A0004: Agent 'TestAgent' has no description; say in [Agent(Description = …)] what it is for")]
    public Task A_name_or_description_that_is_missing(string attribute, string expected) => ExpectAsync($$"""
        namespace Acme;
        [{{attribute}}]
        public sealed partial class TestAgent { {{Skill}} }
        """, expected);

    [Theory]
    [InlineData("")]
    [InlineData("v1")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.0.0 ")]
    [InlineData("1.0.0-")]
    public Task A_version_that_is_none(string version) => ExpectAsync(
        Agent(Skill, $", Version = [|\"{version}\"|]"),
        $"A2A0005: '{version}' is not a version; write one such as 1.0.0 or 2.1.0-beta.1");

    [Theory]
    [InlineData("DocumentationUrl", "docs")]
    [InlineData("DocumentationUrl", "/docs")]
    [InlineData("IconUrl", "ftp://example.com/icon.png")]
    [InlineData("IconUrl", "http:///")]
    public Task An_address_that_is_no_URL(string property, string address) => ExpectAsync(
        Agent(Skill, $", {property} = [|\"{address}\"|]"),
        $"A2A0006: {property} '{address}' is not an absolute http or https URL");

    [Theory]
    [InlineData("Organization = [|\"Acme\"|]", "Organization", "OrganizationUrl")]
    [InlineData("OrganizationUrl = [|\"https://acme.example\"|], Organization = \"\"", "OrganizationUrl", "Organization")]
    public Task Half_a_provider(string settings, string given, string missing) => ExpectAsync(
        Agent(Skill, $", {settings}"),
        $"A2A0007: {given} is set without {missing}; the Agent Card needs both or neither");

    [Theory]
    [InlineData("AgentBindings.None")]
    [InlineData("(AgentBindings)64")]
    public Task No_binding(string bindings) => ExpectAsync(
        Agent(Skill, $", Bindings = [|{bindings}|]"),
        "A2A0008: Agent 'TestAgent' has no binding, so no client can reach it; name at least one of JsonRpc, HttpJson and Grpc");

    [Fact]
    public Task The_gRPC_binding_without_its_package() => ExpectAsync(
        Agent(Skill, ", Bindings = [|AgentBindings.Grpc|]"),
        "A2A0009: Agent 'TestAgent' names the gRPC binding, which is in another package; run: dotnet add package A2AAgent.Grpc");

    [Theory]
    [InlineData("")]
    [InlineData("timestamps")]
    [InlineData("/v1")]
    public Task An_extension_without_a_URI(string uri) => ExpectAsync(
        Agent(Skill).Replace("[Agent(", $"[AgentExtension([|\"{uri}\"|])] [Agent(", StringComparison.Ordinal),
        $"A2A0010: '{uri}' is not an absolute URI, which is what identifies an extension");

    [Fact]
    public Task An_extension_that_is_declared_twice() => ExpectAsync(
        Agent(Skill).Replace("[Agent(", "[AgentExtension(\"urn:a:b\")] [AgentExtension([|\"urn:a:b\"|])] [Agent(", StringComparison.Ordinal),
        "A2A0011: Extension 'urn:a:b' is declared twice on agent 'TestAgent'");

    [Fact]
    public Task No_skills() => ExpectAsync(
        Agent("public string Hello() => \"\";").Replace("TestAgent", "[|TestAgent|]", StringComparison.Ordinal),
        "A2A0012: Agent 'TestAgent' has no skills; mark at least one method with [AgentSkill]");
}
