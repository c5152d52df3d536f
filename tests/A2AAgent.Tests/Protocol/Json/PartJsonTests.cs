using System.Text.Json;
using A2AAgent.Protocol;
using static A2AAgent.Tests.Protocol.Json.ProtoTesting;

namespace A2AAgent.Tests.Protocol.Json;

public sealed class PartJsonTests
{
    [Theory]
    [InlineData("""{"text":""}""", PartKind.Text)]
    [InlineData("""{"text":"hi","mediaType":"text/plain"}""", PartKind.Text)]
    [InlineData("""{"raw":"+/8=","filename":"a.bin","mediaType":"application/octet-stream"}""", PartKind.Raw)]
    [InlineData("""{"raw":""}""", PartKind.Raw)]
    [InlineData("""{"url":"https://example.com/?a=b&c=<d>","metadata":{"k":[]}}""", PartKind.Url)]
    [InlineData("""{"data":{"key":"value","count":42}}""", PartKind.Data)]
    [InlineData("""{"data":[1.0,1E400,-0]}""", PartKind.Data)]
    [InlineData("""{"data":null}""", PartKind.Data)]
    [InlineData("""{"data":"text"}""", PartKind.Data)]
    [InlineData("""{"data":false,"metadata":{}}""", PartKind.Data)]
    public void A_part_keeps_its_content(string json, PartKind kind)
    {
        var part = Types.Part.Read(json);

        Assert.Equal(kind, part.Kind);
        Assert.Equal(json, Types.Part.Write(part));
    }

    [Fact]
    public void Null_is_a_value_of_data_and_only_there()
    {
        Assert.Equal(JsonValueKind.Null, Types.Part.Read("""{"data":null}""").Data!.Value.ValueKind);
        Assert.Equal("", Types.Part.Error("""{"text":null}""").Field);
        Assert.Equal(PartKind.Url, Types.Part.Read("""{"text":null,"url":"u","raw":null}""").Kind);
    }

    [Theory]
    [InlineData("""{"text":"t","url":"u"}""", "url", "text")]
    [InlineData("""{"data":null,"text":"t"}""", "text", "data")]
    [InlineData("""{"raw":"","data":1}""", "data", "raw")]
    public void Two_contents_are_an_error_that_names_both(string json, string field, string other)
    {
        var error = Types.Part.Error(json);

        Assert.Equal(field, error.Field);
        Assert.Contains($"'{other}'", error.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_without_content_is_an_error_that_lists_the_contents() =>
        Assert.Equal("Required: must have exactly one of text, raw, url and data.", Types.Part.Error("""{"filename":"a"}""").Description);

    [Fact]
    public void Data_that_is_not_there_is_written_as_null() =>
        Assert.Equal("""{"data":null}""", Types.Part.Write(Part.FromData(default)));

    [Theory]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("1")]
    public void Metadata_must_be_an_object(string json) =>
        Assert.Equal("metadata", Types.Part.Error($$"""{"text":"t","metadata":{{json}}}""").Field);

    [Fact]
    public void Metadata_that_is_no_value_is_left_out() =>
        Assert.Equal("""{"text":"t"}""", Types.Part.Write(Part.FromText("t") with { Metadata = Value("null") }));
}
