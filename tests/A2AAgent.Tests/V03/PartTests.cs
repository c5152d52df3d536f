using System.Text;
using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using A2AAgent.Server.Bindings.V03.Reading;
using A2AAgent.Server.Bindings.V03.Writing;

namespace A2AAgent.Tests.V03;

public sealed class PartTests
{
    [Theory]
    [InlineData("""{"kind":"text","text":"","metadata":{"a":1}}""")]
    [InlineData("""{"kind":"file","file":{"bytes":"AAEC","name":"a.bin","mimeType":"application/x"}}""")]
    [InlineData("""{"kind":"file","file":{"bytes":""}}""")]
    [InlineData("""{"kind":"file","file":{"uri":"https://example.com/a.png","mimeType":"image/png"},"metadata":{"a":[1,{}]}}""")]
    [InlineData("""{"kind":"data","data":{}}""")]
    [InlineData("""{"kind":"data","data":{"value":1}}""")]
    [InlineData("""{"kind":"data","data":{"value":1,"more":[null]},"metadata":{"b":"é"}}""")]
    public void A_part_survives_the_way_in_and_out(string json) => Assert.Equal(json, Write(Read(json)));

    [Theory]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("\"text\"")]
    [InlineData("[1,2]")]
    [InlineData("true")]
    public void Data_that_is_no_object_travels_in_one_and_is_marked(string value)
    {
        var json = Write(Part.FromData(Element(value)) with { Metadata = Element("""{"a":1,"data_part_compat":7}""") });

        Assert.Equal($$$"""{"kind":"data","data":{"value":{{{value}}}},"metadata":{"a":1,"data_part_compat":true}}""", json);
        var read = Read(json);
        Assert.Equal(value, read.Data!.Value.GetRawText());
        Assert.Equal("""{"a":1}""", read.Metadata!.Value.GetRawText());
    }

    [Theory]
    [InlineData("""{"data_part_compat":true}""", null)]
    [InlineData("""{"x":1,"x":2,"data_part_compat":true,"data_part_compat":true}""", """{"x":1,"x":2}""")]
    [InlineData("""{"data_part_compat":"true"}""", """{"data_part_compat":"true"}""")]
    public void Only_the_mark_itself_is_taken_away(string metadata, string? rest)
    {
        var read = Read($$$"""{"data":{"value":"x"},"metadata":{{{metadata}}}}""");

        Assert.Equal(rest, read.Metadata?.GetRawText());
        Assert.Equal(rest?.Contains("compat", StringComparison.Ordinal) is true ? JsonValueKind.Object : JsonValueKind.String, read.Data!.Value.ValueKind);
    }

    [Fact]
    public void A_mark_without_a_value_means_nothing()
    {
        var read = Read("""{"data":{"other":1},"metadata":{"data_part_compat":true}}""");

        Assert.Equal("""{"other":1}""", read.Data!.Value.GetRawText());
    }

    private static Part Read(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        return PartReader.Read(ref reader);
    }

    private static string Write(Part part)
    {
        var buffer = JsonBuffer.Take();
        PartWriter.Write(buffer.Writer, part);
        var json = Encoding.UTF8.GetString(buffer.Written);
        buffer.Return();
        return json;
    }

    private static JsonElement Element(string json) => JsonDocument.Parse(json).RootElement;
}
