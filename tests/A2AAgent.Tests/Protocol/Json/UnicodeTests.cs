using System.Text;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using static A2AAgent.Tests.Protocol.Json.ProtoTesting;

namespace A2AAgent.Tests.Protocol.Json;

public sealed class UnicodeTests
{
    public static TheoryData<string> Broken =>
    [
        "\\ud800", "\\udc00", "a\\ud800b", "\\ud800\\ud800", "\\udc00\\ud800", "\\ud800\\\\udc00", "\\uD83D\\u0041", "\\\\\\ud800",
    ];

    [Theory]
    [MemberData(nameof(Broken))]
    public void Half_a_surrogate_pair_is_an_error_wherever_it_is(string text)
    {
        Assert.Equal("text", Types.Part.Error($$"""{"text":"{{text}}"}""").Field);
        Assert.Equal("raw", Types.Part.Error($$"""{"raw":"{{text}}"}""").Field);
        Assert.Equal("data", Types.Part.Error($$"""{"data":"{{text}}"}""").Field);
        Assert.Equal("data", Types.Part.Error($$"""{"data":[1,{"a":"{{text}}"}]}""").Field);
        Assert.Equal("metadata", Types.Part.Error($$$"""{"text":"t","metadata":{"{{{text}}}":1}}""").Field);
        Assert.Equal("", Types.Part.Error($$"""{"{{text}}":"t"}""").Field);
        Assert.Equal("status", Types.ListTasksRequest.Error($$"""{"status":"{{text}}"}""").Field);
        Assert.Equal("statusTimestampAfter", Types.ListTasksRequest.Error($$"""{"statusTimestampAfter":"{{text}}"}""").Field);
        Assert.Equal("pageSize", Types.ListTasksRequest.Error($$"""{"pageSize":"{{text}}"}""").Field);
        Assert.Equal("schemes", Types.SecurityRequirement.Error($$$$"""{"schemes":{"{{{{text}}}}":{}}}""").Field);
    }

    [Theory]
    [InlineData("""{"text":"*"}""")]
    [InlineData("""{"data":"*"}""")]
    [InlineData("""{"data":{"*":1}}""")]
    [InlineData("""{"text":1,"filename":"*"}""")]
    public void Bytes_that_are_not_utf8_are_an_error(string template)
    {
        var json = Encoding.UTF8.GetBytes(template);
        json[Array.IndexOf(json, (byte)'*')] = 0xFF;

        Assert.Throws<ProtoJsonException>(() => ProtocolJson.FromUtf8(json, Types.Part));
    }

    [Theory]
    [InlineData("😀", "\\uD83D\\uDE00")]
    [InlineData("\\uD83D\\uDE00\\\\ud800", "\\uD83D\\uDE00\\\\ud800")]
    [InlineData("\\u00e9\\/\\n\\u0000", "é/\\n\\u0000")]
    [InlineData("'<>&+\\u2028é漢", "'<>&+\\u2028é漢")]
    public void Text_keeps_its_characters_and_has_few_escapes(string text, string written)
    {
        Assert.Equal($$"""{"text":"{{written}}"}""", Types.Part.Rewrite($$"""{"text":"{{text}}"}"""));
        Assert.Equal($$$"""{"data":{"k":"{{{written}}}"}}""", Types.Part.Rewrite($$$"""{"data":{"k":"{{{text}}}"}}"""));
    }

    [Fact]
    public void Half_a_surrogate_pair_in_text_of_an_agent_does_not_break_the_json() =>
        Assert.Equal("""{"text":"\uFFFD"}""", Types.Part.Write(Part.FromText("\ud800")));
}
