using A2AAgent.Tests.BadInput.Wire;

namespace A2AAgent.Tests.BadInput;

public sealed class JsonRpcSurrogateTests(BadInputFixture fixture) : SurrogateTests(fixture)
{
    private protected override IBinding Binding { get; } = new JsonRpcOnWire();
}

public sealed class HttpJsonSurrogateTests(BadInputFixture fixture) : SurrogateTests(fixture)
{
    private protected override IBinding Binding { get; } = new HttpJsonOnWire();
}

/// <summary>JSON that is well-formed and yet no Unicode, and characters that are Unicode and yet trouble.</summary>
public abstract class SurrogateTests(BadInputFixture fixture) : BadRecordTest(fixture)
{
    [Theory]
    [InlineData("""{"text":"\ud800"}""", "message.parts[1].text")]
    [InlineData("""{"text":"\udc00\ud800"}""", "message.parts[1].text")]
    [InlineData("""{"url":"\ud800"}""", "message.parts[1].url")]
    [InlineData("""{"data":"\ud800"}""", "message.parts[1].data")]
    [InlineData("""{"data":{"deep":["\ud83d"]}}""", "message.parts[1].data")]
    [InlineData("""{"data":{"\udfff":1}}""", "message.parts[1].data")]
    [InlineData("""{"text":"x","metadata":{"\ud800":1}}""", "message.parts[1].metadata")]
    [InlineData("""{"text":"x","metadata":{"a":"\ud800"}}""", "message.parts[1].metadata")]
    [InlineData("""{"text":"x","filename":"\ud800"}""", "message.parts[1].filename")]
    [InlineData("""{"text":"x","mediaType":"text/\ud800"}""", "message.parts[1].mediaType")]
    public async Task Half_a_surrogate_pair_in_a_part_is_invalid_and_named(string part, string field) =>
        (await RefusedAsync(Records.Part(part))).Is("INVALID_PARAMS").Names(field).Says("Unicode");

    [Theory]
    [InlineData(""" "contextId":"\ud800" """, "message.contextId")]
    [InlineData(""" "taskId":"\ud800" """, "message.taskId")]
    [InlineData(""" "metadata":{"skillId":"\ud800"} """, "message.metadata")]
    [InlineData(""" "metadata":{"a":{"\ud800":[]}} """, "message.metadata")]
    [InlineData(""" "extensions":["\ud800"] """, "message.extensions[0]")]
    [InlineData(""" "referenceTaskIds":["a","\ud800"] """, "message.referenceTaskIds[1]")]
    public async Task Half_a_surrogate_pair_in_a_message_is_invalid_and_named(string members, string field) =>
        (await RefusedAsync(Records.Message(members))).Is("INVALID_PARAMS").Names(field).Says("Unicode");

    [Theory]
    [InlineData(""" "tenant":"\ud800" """, "tenant")]
    [InlineData(""" "metadata":{"skillId":"\ud800"} """, "metadata")]
    [InlineData(""" "configuration":{"acceptedOutputModes":["\ud800"]} """, "configuration.acceptedOutputModes[0]")]
    public async Task Half_a_surrogate_pair_in_a_request_is_invalid_and_named(string members, string field) =>
        (await RefusedAsync(Records.Request(members))).Is("INVALID_PARAMS").Names(field).Says("Unicode");

    [Theory]
    [InlineData(""" "role\ud800":1 """)]
    [InlineData(""" "\ud800":1 """)]
    public async Task Half_a_surrogate_pair_in_a_name_is_refused(string members) =>
        (await RefusedAsync(Records.Message(members))).Is("INVALID_PARAMS").Says("Unicode");

    [Theory]
    [InlineData("""{\"left\":\"\\ud800\",\"right\":1}""")]
    [InlineData("""{\"\\ud800\":1,\"left\":1,\"right\":1}""")]
    [InlineData("""{\"left\":1,""")]
    [InlineData("""[[[[[[""")]
    public async Task Broken_json_inside_the_text_that_a_skill_reads_is_invalid_and_named(string text)
    {
        var record = $$$"""{"message":{"messageId":"m","role":"ROLE_USER","metadata":{"skillId":"add"},"parts":[{"text":"{{{text}}}"}]}}""";

        var refusal = (await RefusedAsync(record)).Is("INVALID_PARAMS");

        Assert.StartsWith("message.parts[0]", Assert.Single(refusal.Fields), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deep_value_inside_the_text_that_a_skill_reads_is_invalid()
    {
        var text = $$"""{\"left\":{{Records.Nested(10_000)}}}""";

        (await RefusedAsync($$$"""{"message":{"messageId":"m","role":"ROLE_USER","metadata":{"skillId":"add"},"parts":[{"text":"{{{text}}}"}]}}""")).Is("INVALID_PARAMS");
    }

    [Theory]
    [InlineData("messageId")]
    [InlineData("contextId")]
    [InlineData("taskId")]
    public async Task A_nul_in_an_identifier_is_invalid_and_named(string field)
    {
        var record = field == "messageId" ? Records.Good.Replace("\"m\"", "\"a\\u0000b\"", StringComparison.Ordinal) : Records.Message($"\"{field}\":\"a\\u0000b\"");

        (await RefusedAsync(record)).Is("INVALID_PARAMS").Names($"message.{field}").Says("control characters");
    }

    [Fact]
    public async Task A_nul_in_a_text_is_a_text_like_any_other()
    {
        var answer = await AcceptedAsync("""{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"a\u0000b"}]}}""");

        Assert.Contains("""{"text":"a\u0000b"}""", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whole_pairs_come_back_as_the_character_that_they_are()
    {
        var answer = await AcceptedAsync("""{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"\ud83d\ude00"},{"data":{"\ud83d\ude00":"\ud83d\ude00"}}]}}""");

        Assert.Equal("\U0001F600", FirstText(answer));
    }

    private static string? FirstText(Answer answer)
    {
        var result = answer.Json.TryGetProperty("result", out var given) ? given : answer.Json;
        return result.GetProperty("task").GetProperty("artifacts")[0].GetProperty("parts")[0].GetProperty("text").GetString();
    }
}
