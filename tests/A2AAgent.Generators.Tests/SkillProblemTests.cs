using static A2AAgent.Generators.Tests.Harness.Problem;

namespace A2AAgent.Generators.Tests;

/// <summary>What is reported about a skill, where, and in which words. The agent's other skill is in order.</summary>
public class SkillProblemTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("überprüfen")]
    [InlineData("a23456789-123456789-123456789-123456789-123456789-123456789-12345")]
    public Task An_id_that_is_malformed(string id) => ExpectSkillAsync(
        $"[AgentSkill([|\"{id}\"|], Description = \"Tests\")] public string Run() => \"\";",
        $"A2A0013: '{id}' is not a skill id; use 1 to 64 letters, digits, '-', '_' and '.'");

    [Fact]
    public Task An_id_that_is_used_twice() => ExpectSkillAsync("""
        [AgentSkill("run", Description = "Tests")] public string First() => "";
        [AgentSkill([|"run"|], Description = "Tests")] public string Second() => "";
        [AgentSkill("Run", Description = "Tests")] public string Third() => "";
        """, "A2A0014: Skill id 'run' is used by 'First' and again by 'Second'; ids are unique within an agent");

    [Theory]
    [InlineData("[|AgentSkill(\"run\")|]")]
    [InlineData("AgentSkill(\"run\", Description = [|\" \"|])")]
    public Task A_description_that_is_missing(string attribute) => ExpectSkillAsync(
        $"[{attribute}] public string Run() => \"\";",
        "A2A0015: Skill 'run' has no description; say in [AgentSkill(Description = …)] what it does");

    [Fact]
    public Task Two_default_skills() => ExpectSkillAsync("""
        [AgentSkill("first", Description = "Tests", Default = true)] public string First() => "";
        [AgentSkill("second", Description = "Tests", Default = [|true|])] public string Second() => "";
        """, "A2A0016: Skills 'first' and 'second' are both marked as default; messages that name no skill can go to one only");

    [Theory]
    [InlineData("InputModes = [\"text/plain\", [|\"text\"|]]", "text", "InputModes")]
    [InlineData("InputModes = new[] { \"text/plain\", [|\"*/*\"|] }", "*/*", "InputModes")]
    [InlineData("OutputModes = new string[] { [|\"image/*\"|] }", "image/*", "OutputModes")]
    [InlineData("OutputModes = [[|\"\"|]]", "", "OutputModes")]
    [InlineData("OutputModes = [[|\"text/plain;charset\"|]]", "text/plain;charset", "OutputModes")]
    public Task A_media_type_that_is_none(string setting, string mode, string property) => ExpectSkillAsync(
        $"[AgentSkill(\"run\", Description = \"Tests\", {setting})] public string Run() => \"\";",
        $"A2A0017: '{mode}' in {property} is not a media type; write type/subtype, such as text/plain, without wildcards");

    [Theory]
    [InlineData("SKILL public string [|Run|]<T>() => \"\";", "Run", "generic")]
    [InlineData("public string Run { SKILL [|get|] => \"\"; }", "get_Run", "an accessor")]
    [InlineData("SKILL public static string operator [|+|](TestAgent a) => \"\";", "op_UnaryPlus", "an operator or finalizer")]
    [InlineData("public void Outside() { SKILL static string [|Run|]() => \"\"; Run(); }", "Run", "a local function")]
    [InlineData("public Func<string> Outside => [[|AgentSkill(\"run\", Description = \"Tests\")|]] () => \"\";", "=>", "a lambda")]
    public Task A_member_that_cannot_be_a_skill(string member, string name, string reason) => ExpectSkillAsync(
        member.Replace("SKILL", "[AgentSkill(\"run\", Description = \"Tests\")]", StringComparison.Ordinal),
        $"A2A0018: '{name}' cannot be a skill because it is {reason}; use an ordinary method");

    [Fact]
    public Task An_explicit_interface_implementation() => ExpectSkillAsync("""
        [AgentSkill("run", Description = "Tests")] void IDisposable.[|Dispose|]() { }
        """, ": IDisposable", "A2A0018: 'System.IDisposable.Dispose' cannot be a skill because it is an explicit interface implementation; use an ordinary method");

    [Fact]
    public Task An_async_void_method() => ExpectSkillAsync("""
        [AgentSkill("run", Description = "Tests")] public async [|void|] Run(CancellationToken ct) => await Task.Delay(1, ct);
        """, "A2A0019: Skill 'run' is async void, so nobody can tell when it ends; return Task");

    [Theory]
    [InlineData("ref string [|text|]", "ref")]
    [InlineData("in string [|text|]", "in")]
    [InlineData("ref readonly string [|text|]", "ref readonly")]
    [InlineData("params string[] [|text|]", "params")]
    [InlineData("params IReadOnlyList<Part> [|text|]", "params")]
    public Task A_parameter_that_is_not_passed_by_value(string parameter, string modifier) => ExpectSkillAsync(
        $"[AgentSkill(\"run\", Description = \"Tests\")] public string Run({parameter}) => \"\";",
        $"A2A0020: Parameter 'text' of skill 'run' is a {modifier} parameter; skills take theirs by value");

    [Theory]
    [InlineData("object", "object", "it says nothing about the JSON")]
    [InlineData("dynamic", "dynamic", "it says nothing about the JSON")]
    [InlineData("Action", "Action", "a delegate cannot be JSON")]
    [InlineData("ReadOnlySpan<char>", "ReadOnlySpan<char>", "a ref struct cannot outlive the call")]
    [InlineData("Part[]", "Part[]", "a list of parts is IReadOnlyList<Part>, and several parts of output are an Artifact")]
    [InlineData("List<Part>", "List<Part>", "a list of parts is IReadOnlyList<Part>, and several parts of output are an Artifact")]
    [InlineData("Task<string>", "Task<string>", "only the result itself can be a Task, ValueTask or IAsyncEnumerable, and those exactly")]
    [InlineData("IAsyncEnumerable<string>", "IAsyncEnumerable<string>", "only the result itself can be a Task, ValueTask or IAsyncEnumerable, and those exactly")]
    [InlineData("SkillResult", "SkillResult", "it has no place there")]
    [InlineData("Artifact", "Artifact", "it has no place there")]
    [InlineData("CancellationToken?", "CancellationToken?", "it has no place there")]
    public Task A_parameter_of_an_unsupported_type(string type, string display, string objection) => ExpectSkillAsync(
        $"[AgentSkill(\"run\", Description = \"Tests\")] public string Run([|{type}|] value) => \"\";",
        $"A2A0021: Parameter 'value' of skill 'run' cannot be a '{display}': {objection}");

    [Fact]
    public Task A_pointer() => ExpectSkillAsync(
        "[AgentSkill(\"run\", Description = \"Tests\")] public unsafe string Run([|int*|] value) => \"\";",
        "A2A0021: Parameter 'value' of skill 'run' cannot be a 'int*': a pointer cannot be JSON");

    [Theory]
    [InlineData("string first, string? [|second|]", "text")]
    [InlineData("int[] first, int[]? [|second|]", "JSON")]
    public Task Two_parameters_that_read_the_same(string parameters, string content) => ExpectSkillAsync(
        $$"""
        [AgentSkill("run", Description = "Tests")] public string Run({{parameters}}) => "";
        } [JsonSerializable(typeof(int[]))] internal sealed partial class TestJson : JsonSerializerContext {
        """,
        $"A2A0022: Skill 'run' reads {content} into 'first' and again into 'second'; put both into one type, and take services in the constructor");

    [Theory]
    [InlineData("IFormatProvider", "IFormatProvider")]
    [InlineData("IComparer", "IComparer")]
    [InlineData("IOutside?", "IOutside?")]
    public Task An_interface_that_does_not_say_where_it_comes_from(string type, string display) => ExpectSkillAsync(
        $$"""
        public interface IComparer { } public interface IOutside { }
        [AgentSkill("run", Description = "Tests")] public string Run([|{{type}}|] value) => "";
        """,
        $"A2A0037: Parameter 'value' of skill 'run' is a '{display}', which cannot be read from a message; mark a service with [FromServices] or [FromKeyedServices], or take a class or record");

    [Fact]
    public Task A_service_that_is_a_value() => ExpectSkillAsync(
        "[AgentSkill(\"run\", Description = \"Tests\")] public string Run([Microsoft.AspNetCore.Mvc.FromServices] [|int|] value) => \"\";",
        "A2A0021: Parameter 'value' of skill 'run' cannot be a 'int': a service is an object, not a value");

    [Theory]
    [InlineData("[|object|]", "object", "it says nothing about the JSON")]
    [InlineData("Task<[|object|]>", "object", "it says nothing about the JSON")]
    [InlineData("System.Threading.Tasks.Task<[|dynamic|]>", "dynamic", "it says nothing about the JSON")]
    [InlineData("Task<[|Task<string>|]>", "Task<string>", "only the result itself can be a Task, ValueTask or IAsyncEnumerable, and those exactly")]
    [InlineData("[|Task<string>[]|]", "Task<string>[]", "only the result itself can be a Task, ValueTask or IAsyncEnumerable, and those exactly")]
    [InlineData("[|Message?|]", "Message?", "a skill that replies with a message must always have one")]
    [InlineData("SkillResult<[|Message|]>", "Message", "it has no place there")]
    [InlineData("[|SkillResult?|]", "SkillResult?", "it has no place there")]
    [InlineData("IAsyncEnumerable<[|string?|]>", "string?", "what is inside it must not be null")]
    [InlineData("IAsyncEnumerable<[|int?|]>", "int?", "what is inside it must not be null")]
    [InlineData("IAsyncEnumerable<[|Artifact|]>", "Artifact", "it has no place there")]
    [InlineData("[|IReadOnlyList<Part>|]", "IReadOnlyList<Part>", "a list of parts is IReadOnlyList<Part>, and several parts of output are an Artifact")]
    [InlineData("[|CancellationToken|]", "CancellationToken", "it has no place there")]
    public Task A_result_of_an_unsupported_type(string type, string display, string objection) => ExpectSkillAsync(
        $"[AgentSkill(\"run\", Description = \"Tests\")] public {type} Run(CancellationToken ct) => throw new NotImplementedException();",
        $"A2A0023: Skill 'run' cannot return '{display}': {objection}");

    [Fact]
    public Task A_result_by_reference() => ExpectSkillAsync(
        "private string _text = \"\"; [AgentSkill(\"run\", Description = \"Tests\")] public [|ref string|] Run() => ref _text;",
        "A2A0023: Skill 'run' cannot return 'string': a reference cannot outlive the call");

    [Fact]
    public Task A_skill_outside_an_agent() => ExpectSkillAsync(
        "} public class Other { [[|AgentSkill(\"run\", Description = \"Tests\")|]] public string Run() => \"\";",
        "A2A0026: 'Run' is marked with [AgentSkill], but its class 'Other' is not marked with [Agent]");

    [Theory]
    [InlineData("Task")]
    [InlineData("ValueTask<string>")]
    [InlineData("IAsyncEnumerable<string>")]
    public Task A_skill_that_cannot_be_canceled(string type) => ExpectSkillAsync(
        $"[AgentSkill(\"run\", Description = \"Tests\")] public {type} [|Run|]() => throw new NotImplementedException();",
        "A2A0027: Skill 'run' is asynchronous and takes no CancellationToken, so a canceled task keeps running until it returns");

    private static Task ExpectSkillAsync(string members, string expected) => ExpectSkillAsync(members, "", expected);

    private static Task ExpectSkillAsync(string members, string bases, string expected) => ExpectAsync(
        Agent($"[AgentSkill(\"hello\", Description = \"Says hello\")] public string Hello() => \"hello\";\n{members}")
            .Replace("TestAgent\n", $"TestAgent{bases}\n", StringComparison.Ordinal),
        expected);
}
