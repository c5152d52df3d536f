using System.Text;
using System.Text.Json;
using A2AAgent.Protobuf.Mapping;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using A2AAgent.Tests.Protocol.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace A2AAgent.Tests.Protobuf;

public sealed class JsonValueTests
{
    [Theory]
    [InlineData("42", "42")]
    [InlineData("42.0", "42")]
    [InlineData("4.2E1", "42")]
    [InlineData("-7", "-7")]
    [InlineData("0", "0")]
    [InlineData("1600000000000000", "1600000000000000")]
    [InlineData("9007199254740991", "9007199254740991")]
    [InlineData("1e18", "1000000000000000000")]
    [InlineData("-9223372036854775807", "-9223372036854775808")]
    [InlineData("9223372036854775807", "9.223372036854776E+18")]
    [InlineData("1e19", "1E+19")]
    [InlineData("254.70", "254.7")]
    [InlineData("0.1", "0.1")]
    [InlineData("5e-324", "5E-324")]
    [InlineData("1E400", "1.7976931348623157E+308")]
    [InlineData("-1E400", "-1.7976931348623157E+308")]
    public void A_number_comes_back_as_a_whole_one_when_it_is_one(string given, string read) => Assert.Equal(read, Carried(given));

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("\"\"")]
    [InlineData("\"\\\"\\\\ é漢😀\\u0000\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"z":null,"a":{},"m":[null,[],{}],"":""}""")]
    public void A_value_comes_back_as_it_was_with_its_members_in_order(string json) =>
        Assert.Equal(Canonical.Of(json), Canonical.Of(Carried(json)));

    [Fact]
    public void Of_members_with_one_name_the_last_counts() => Assert.Equal("""{"a":3,"b":2}""", Carried("""{"a":1,"b":2,"a":3}"""));

    [Fact]
    public void An_empty_object_is_not_the_same_as_none()
    {
        Assert.Null(JsonValues.ToStruct(null));
        Assert.Null(JsonValues.ToStruct(default(JsonElement)));
        Assert.Null(JsonValues.ToStruct(ProtoTesting.Value("null")));
        Assert.Empty(JsonValues.ToStruct(ProtoTesting.Value("{}"))!.Fields);
        Assert.Equal("""{"text":"","metadata":{}}""", Carriers.Part.Carry("""{"text":"","metadata":{}}"""));
    }

    [Fact]
    public void A_value_without_a_kind_is_null() => Assert.Equal(JsonValueKind.Null, JsonValues.FromValue(new Value()).ValueKind);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_number_that_json_cannot_have_is_an_error_that_names_the_field(double number) => Assert.StartsWith(
        "metadata | ",
        Carriers.Part.OutcomeOfMessage(new A2AAgent.Protobuf.Messages.Part { Text = "", Metadata = new Struct { Fields = { ["n"] = Value.ForNumber(number) } } }),
        StringComparison.Ordinal);

    [Fact]
    public void Half_a_surrogate_pair_in_a_text_is_replaced()
    {
        // Not the data of a theory: that cannot have half a pair.
        foreach (var (text, read) in new[] { ("\ud800", "\ufffd"), ("\udc00\ud800", "\ufffd\ufffd"), ("a\ud800b😀", "a\ufffdb😀"), ("😀\ud83d", "😀\ufffd"), ("😀", "😀") })
        {
            // In the message as well: whether the library replaces or throws when it writes depends on its version.
            Assert.Equal(read, ProtoMap.ToProto(Part.FromText(text)).Text);
            Assert.Equal(read, Carriers.Part.Carry(Part.FromText(text)).Text);
            Assert.Equal(read, Carriers.Part.Carry(Part.FromText("") with { Filename = text }).Filename);
            Assert.Equal(read, Assert.Single(Carriers.Requirement.Carry(Requirement(text)).Schemes).Key);
        }
    }

    [Theory]
    [InlineData("""{"a":"\\\ud800","b":1}""", """{"a":"\\�","b":1}""")]
    [InlineData("""{"\udc00":["\ud83d\ude00","\ud83d"]}""", """{"�":["😀","�"]}""")]
    [InlineData("""{"a":"\ud800\u0041"}""", """{"a":"�A"}""")]
    [InlineData("""{"a":"\ud800\ud83d\ude00"}""", """{"a":"�😀"}""")]
    public void Half_a_surrogate_pair_in_a_value_is_replaced(string json, string read)
    {
        Assert.Equal(Canonical.Of(read), Canonical.Of(Carried(json)));
        Assert.Equal(Canonical.Of(read), Canonical.Of(JsonValues.FromStruct(JsonValues.ToStruct(ProtoTesting.Value(json))!).GetRawText()));
    }

    [Fact]
    public void Bytes_in_a_value_that_are_not_utf8_are_replaced()
    {
        using var broken = JsonDocument.Parse(Encoding.Latin1.GetBytes("[\"\u00ff\\ud800\"]"));

        Assert.Equal("[\"\ufffd\ufffd\"]", Carried(broken.RootElement));
    }

    [Fact]
    public void A_value_that_is_nested_too_deeply_is_not_sent() =>
        Assert.Same(AgentError.Internal, Assert.Throws<AgentException>(() => JsonValues.ToValue(Nested(100_000))).Error);

    [Fact]
    public void A_value_may_be_nested_as_deep_as_its_surroundings_leave_room()
    {
        Assert.Equal(Nested(JsonValues.MaxDepth).GetRawText(), JsonValues.FromValue(JsonValues.ToValue(Nested(JsonValues.MaxDepth))).GetRawText());
        var deeper = Value.ForList(JsonValues.ToValue(Nested(JsonValues.MaxDepth)));
        Assert.Throws<ProtoJsonException>(() => JsonValues.FromValue(deeper));
    }

    [Fact]
    public void An_error_while_reading_does_not_spoil_what_is_read_next()
    {
        Assert.Throws<ProtoJsonException>(() => JsonValues.FromValue(Value.ForList(Value.ForString("left over"), Value.ForNumber(double.NaN))));
        Assert.Equal("[1]", Carried("[1]"));
    }

    private static SecurityRequirement Requirement(string scheme) =>
        new() { Schemes = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [scheme] = [scheme] } };

    private static string Carried(string json) => Carried(ProtoTesting.Value(json));

    private static string Carried(JsonElement json) => JsonValues.FromValue(Value.Parser.ParseFrom(JsonValues.ToValue(json).ToByteArray())).GetRawText();

    private static JsonElement Nested(int depth)
    {
        using var document = JsonDocument.Parse(new string('[', depth) + new string(']', depth), new JsonDocumentOptions { MaxDepth = depth });
        return document.RootElement.Clone();
    }
}
