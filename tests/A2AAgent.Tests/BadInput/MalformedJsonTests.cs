using System.Text;
using A2AAgent.Tests.BadInput.Wire;

namespace A2AAgent.Tests.BadInput;

public sealed class JsonRpcMalformedJsonTests(BadInputFixture fixture) : MalformedJsonTests(fixture)
{
    private protected override IBinding Binding { get; } = new JsonRpcOnWire();
}

public sealed class HttpJsonMalformedJsonTests(BadInputFixture fixture) : MalformedJsonTests(fixture)
{
    private protected override IBinding Binding { get; } = new HttpJsonOnWire();
}

/// <summary>Bodies that are not JSON, or not Unicode, or nested too deeply.</summary>
public abstract class MalformedJsonTests(BadInputFixture fixture) : BadRecordTest(fixture)
{
    [Fact]
    public async Task A_body_cut_off_anywhere_is_a_parse_error()
    {
        var body = Binding.Body(Records.Good);

        for (var length = 0; length < body.Length; length++)
        {
            (await RefusedAsync(body[..length])).Is("PARSE_ERROR").Says("not valid JSON");
        }
    }

    [Theory]
    [InlineData("}")]
    [InlineData("{}")]
    [InlineData(" x")]
    [InlineData(",")]
    [InlineData("\0")]
    public async Task What_follows_the_json_is_a_parse_error(string garbage) =>
        (await RefusedAsync([.. Binding.Body(Records.Good), .. Encoding.UTF8.GetBytes(garbage)])).Is("PARSE_ERROR").Says("not valid JSON");

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("// comment\n{}")]
    [InlineData("{'message':1}")]
    [InlineData("""{"message":NaN}""")]
    [InlineData("""{"message":01}""")]
    [InlineData("""{"message":1,}""")]
    [InlineData("{\"message\":\"line\nbreak\"}")]
    [InlineData("{\"message\":\"\0\"}")]
    [InlineData("{\0\"message\":1}")]
    [InlineData("""{"message":"\x"}""")]
    [InlineData("""{"message":"\u12"}""")]
    [InlineData("message=hello&id=1")]
    public async Task What_is_not_json_is_a_parse_error(string body) =>
        (await RefusedAsync(Encoding.UTF8.GetBytes(body))).Is("PARSE_ERROR").Says("not valid JSON");

    [Theory]
    [InlineData("t")]
    [InlineData("nul")]
    [InlineData("-")]
    [InlineData("1e")]
    [InlineData("\"\\")]
    [InlineData("\"\\u")]
    public async Task A_parse_error_does_not_repeat_the_body(string broken) =>
        (await RefusedAsync(Records.Part($$"""{"data":{{broken}}{{new string('x', 100_000)}}}"""))).Is("PARSE_ERROR").Says("not valid JSON");

    [Fact]
    public async Task A_byte_order_mark_is_a_parse_error() =>
        (await RefusedAsync([0xEF, 0xBB, 0xBF, .. Binding.Body(Records.Good)])).Is("PARSE_ERROR").Says("not valid JSON");

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC3 })]
    [InlineData(new byte[] { 0xC0, 0xAF })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    public async Task Bytes_that_are_not_utf_8_are_a_parse_error(byte[] bytes)
    {
        var body = Binding.Body(Records.Good);
        var text = body.AsSpan().IndexOf("hi"u8);

        (await RefusedAsync([.. body[..text], .. bytes, .. body[text..]])).Is("PARSE_ERROR").Says("UTF-8");
    }

    [Fact]
    public async Task Utf_16_is_a_parse_error() =>
        (await RefusedAsync(Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(Binding.Body(Records.Good))))).Is("PARSE_ERROR");

    [Fact]
    public async Task Ten_thousand_nested_arrays_are_a_parse_error_that_names_the_limit()
    {
        var bomb = Records.Nested(10_000);
        string[] records =
        [
            Records.Part($$"""{"data":{{bomb}}}"""),
            Records.Part($$"""{"data":{{bomb[..10_000]}}}"""),
            Records.Part($$$"""{"text":"x","metadata":{"deep":{{{bomb}}}}}"""),
            Records.Message($$"""
                "metadata":{"deep":{{bomb}}}
                """),
            Records.Request($$"""
                "metadata":{"deep":{{bomb}}}
                """),
            Records.Request($$"""
                "unknown":{{bomb}}
                """),
        ];

        foreach (var record in records)
        {
            (await RefusedAsync(record)).Is("PARSE_ERROR").Says("depth of 64");
        }
    }

    [Fact]
    public async Task Ten_thousand_nested_objects_are_a_parse_error_that_names_the_limit()
    {
        var bomb = string.Concat(Enumerable.Repeat("""{"a":""", 10_000)) + "1" + new string('}', 10_000);

        (await RefusedAsync(Records.Part($$"""{"data":{{bomb}}}"""))).Is("PARSE_ERROR").Says("depth of 64");
    }

    [Fact]
    public async Task A_deep_value_in_the_place_of_the_record_is_refused() =>
        Assert.Contains((await RefusedAsync(Records.Nested(10_000))).Rows, static row => row.Reason is "PARSE_ERROR" or "INVALID_PARAMS");

    [Fact]
    public async Task Data_that_is_nested_as_deep_as_allowed_comes_back()
    {
        var deep = Records.Nested(Records.DeepestData);

        var answer = await AnswerAsync(RawRequest.Post(Binding.Target, Binding.Body(Records.Part($$"""{"data":{{deep}}}"""))));

        Assert.Equal(200, answer.Status);
        Assert.Contains(deep, answer.Text, StringComparison.Ordinal);
    }
}
