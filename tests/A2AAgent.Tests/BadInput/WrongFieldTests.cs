using A2AAgent.Tests.BadInput.Wire;

namespace A2AAgent.Tests.BadInput;

public sealed class JsonRpcWrongFieldTests(BadInputFixture fixture) : WrongFieldTests(fixture)
{
    private protected override IBinding Binding { get; } = new JsonRpcOnWire();
}

public sealed class HttpJsonWrongFieldTests(BadInputFixture fixture) : WrongFieldTests(fixture)
{
    private protected override IBinding Binding { get; } = new HttpJsonOnWire();
}

/// <summary>Well-formed JSON with fields of the wrong type, twice, too long or too many.</summary>
public abstract class WrongFieldTests(BadInputFixture fixture) : BadRecordTest(fixture)
{
    private static readonly Dictionary<string, string[]> WrongValues = new(StringComparer.Ordinal)
    {
        ["string"] = ["5", "true", "{}", "[]", "1e400"],
        ["bytes"] = ["5", "\"not base64!\"", "{}", "\"A\"", "[1,2]"],
        ["bool"] = ["\"true\"", "1", "{}", "[]"],
        ["integer"] = ["\"x\"", "1.5", "true", "{}", "2147483648", "1e400", "\"\"", "-2147483649"],
        ["role"] = ["\"ROLE_KING\"", "\"user\"", "99", "-1", "1.5", "true", "{}", "\"\""],
        ["object"] = ["\"x\"", "5", "true", "[]"],
        ["array"] = ["\"x\"", "5", "{}", "true"],
    };

    [Theory]
    [InlineData("string", "tenant", """{"tenant":?,"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"hi"}]}}""")]
    [InlineData("object", "message", """{"message":?}""")]
    [InlineData("object", "metadata", """{"metadata":?,"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"hi"}]}}""")]
    [InlineData("string", "message.messageId", """{"message":{"messageId":?,"role":"ROLE_USER","parts":[{"text":"hi"}]}}""")]
    [InlineData("role", "message.role", """{"message":{"messageId":"m","role":?,"parts":[{"text":"hi"}]}}""")]
    [InlineData("array", "message.parts", """{"message":{"messageId":"m","role":"ROLE_USER","parts":?}}""")]
    [InlineData("object", "message.parts[0]", """{"message":{"messageId":"m","role":"ROLE_USER","parts":[?]}}""")]
    public async Task A_value_of_the_wrong_type_is_invalid_and_named(string type, string field, string record) => await EachIsRefusedAsync(type, field, record);

    [Theory]
    [InlineData("string", "contextId")]
    [InlineData("string", "taskId")]
    [InlineData("object", "metadata")]
    [InlineData("array", "extensions")]
    [InlineData("array", "referenceTaskIds")]
    public async Task A_member_of_the_message_with_the_wrong_type_is_invalid_and_named(string type, string name) =>
        await EachIsRefusedAsync(type, $"message.{name}", Records.Message($"\"{name}\":?"));

    [Theory]
    [InlineData("extensions")]
    [InlineData("referenceTaskIds")]
    public async Task An_element_of_the_wrong_type_is_invalid_and_named(string name) =>
        await EachIsRefusedAsync("string", $"message.{name}[1]", Records.Message($"\"{name}\":[\"a\",?]"));

    [Theory]
    [InlineData("string", "text", """{"text":?}""")]
    [InlineData("bytes", "raw", """{"raw":?}""")]
    [InlineData("string", "url", """{"url":?}""")]
    [InlineData("object", "metadata", """{"text":"x","metadata":?}""")]
    [InlineData("string", "filename", """{"text":"x","filename":?}""")]
    [InlineData("string", "mediaType", """{"text":"x","mediaType":?}""")]
    public async Task A_member_of_a_part_with_the_wrong_type_is_invalid_and_named(string type, string name, string part) =>
        await EachIsRefusedAsync(type, $"message.parts[1].{name}", Records.Part(part));

    [Theory]
    [InlineData("array", "acceptedOutputModes")]
    [InlineData("integer", "historyLength")]
    [InlineData("bool", "returnImmediately")]
    [InlineData("object", "taskPushNotificationConfig")]
    public async Task A_member_of_the_configuration_with_the_wrong_type_is_invalid_and_named(string type, string name) =>
        await EachIsRefusedAsync(type, $"configuration.{name}", Records.Request($$"""
            "configuration":{"{{name}}":?}
            """));

    [Theory]
    [InlineData("message", """{"message":{"messageId":"m","role":1,"parts":[{"text":"a"}]},"message":{"messageId":"m","role":1,"parts":[{"text":"b"}]}}""")]
    [InlineData("message.messageId", """{"message":{"messageId":"m","messageId":"m","role":1,"parts":[{"text":"a"}]}}""")]
    [InlineData("message.messageId", """{"message":{"messageId":"m","message_id":"n","role":1,"parts":[{"text":"a"}]}}""")]
    [InlineData("message.role", """{"message":{"messageId":"m","role":1,"role":null,"parts":[{"text":"a"}]}}""")]
    [InlineData("message.parts", """{"message":{"messageId":"m","role":1,"parts":[{"text":"a"}],"parts":[]}}""")]
    [InlineData("message.parts[0].text", """{"message":{"messageId":"m","role":1,"parts":[{"text":"a","text":"b"}]}}""")]
    [InlineData("message.parts[0].url", """{"message":{"messageId":"m","role":1,"parts":[{"text":"a","url":"b"}]}}""")]
    public async Task A_field_that_is_given_twice_is_invalid_and_named(string field, string record) =>
        (await RefusedAsync(record)).Is("INVALID_PARAMS").Names(field);

    [Fact]
    public async Task A_message_of_ten_thousand_parts_is_invalid_and_the_error_says_how_many_may_be()
    {
        var parts = string.Join(',', Enumerable.Repeat("""{"text":"x"}""", 10_000));

        (await RefusedAsync(Records.Part(parts))).Is("INVALID_PARAMS").Names("message.parts").Says("1000");
    }

    [Theory]
    [InlineData("extensions")]
    [InlineData("referenceTaskIds")]
    public async Task A_list_of_a_hundred_thousand_elements_is_invalid_and_the_error_says_how_many_may_be(string name)
    {
        var list = string.Join(',', Enumerable.Repeat("\"x\"", 100_000));

        (await RefusedAsync(Records.Message($"\"{name}\":[{list}]"))).Is("INVALID_PARAMS").Names($"message.{name}").Says("10000");
    }

    [Theory]
    [InlineData("messageId", 257)]
    [InlineData("messageId", 100_000)]
    [InlineData("contextId", 100_000)]
    [InlineData("taskId", 100_000)]
    public async Task A_huge_identifier_is_invalid_and_the_error_does_not_repeat_it(string name, int length)
    {
        var huge = new string('x', length);
        var record = name == "messageId" ? Records.Good.Replace("\"m\"", $"\"{huge}\"", StringComparison.Ordinal) : Records.Message($"\"{name}\":\"{huge}\"");

        (await RefusedAsync(record)).Is("INVALID_PARAMS").Names($"message.{name}").Says("256");
    }

    [Theory]
    [InlineData("message.metadata", "message.metadata.skillId")]
    [InlineData("metadata", "metadata.skillId")]
    public async Task A_huge_skill_id_is_invalid_and_the_error_does_not_repeat_it(string place, string field)
    {
        // The error quotes the beginning: here it would end in the middle of a character.
        var members = $$"""
            "metadata":{"skillId":"{{new string('x', 63)}}{{string.Concat(Enumerable.Repeat("\U0001F600", 50_000))}}"}
            """;

        (await RefusedAsync(place == "metadata" ? Records.Request(members) : Records.Message(members))).Is("INVALID_PARAMS").Names(field).Says("echo");
    }

    [Theory]
    [InlineData("5")]
    [InlineData("{}")]
    [InlineData("[\"echo\"]")]
    public async Task A_skill_id_that_is_no_text_is_invalid_and_named(string value) =>
        (await RefusedAsync(Records.Message($$"""
            "metadata":{"skillId":{{value}}}
            """))).Is("INVALID_PARAMS").Names("message.metadata.skillId").Says("string");

    [Fact]
    public async Task A_number_of_any_size_in_data_comes_back_unchanged()
    {
        const string Data = """[1e400,-1E-999,123456789012345678901234567890,0.1000]""";

        var answer = await AcceptedAsync(Records.Part($$"""{"data":{{Data}}}"""));

        Assert.Contains(Data, answer.Text, StringComparison.Ordinal);
    }

    private async Task EachIsRefusedAsync(string type, string field, string record)
    {
        foreach (var value in WrongValues[type])
        {
            var refusal = (await RefusedAsync(record.Replace("?", value, StringComparison.Ordinal))).Is("INVALID_PARAMS");
            Assert.True(refusal.Fields is [var only] && only == field, $"{record} with {value}: {refusal.Answer}");
        }
    }
}
