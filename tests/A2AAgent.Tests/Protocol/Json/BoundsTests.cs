using A2AAgent.Protocol.Json;
using static A2AAgent.Tests.Protocol.Json.ProtoTesting;

namespace A2AAgent.Tests.Protocol.Json;

public sealed class BoundsTests
{
    [Fact]
    public void A_message_has_at_most_a_thousand_parts()
    {
        var parts = Repeat("""{"text":""}""", ProtoLimits.MaxParts);

        Assert.Equal(ProtoLimits.MaxParts, Types.Message.Read(WithParts(parts)).Parts.Count);

        var error = Types.Message.Error(WithParts(parts + ",{\"text\":\"\"}"));
        Assert.Equal("parts", error.Field);
        Assert.Equal("Too long: must have at most 1000 elements.", error.Description);
    }

    [Fact]
    public void Every_other_list_has_at_most_ten_thousand_elements()
    {
        Assert.Equal(ProtoLimits.MaxListLength, Types.Message.Read(MessageWith($"\"extensions\":[{Repeat("\"\"", ProtoLimits.MaxListLength)}]")).Extensions.Count);
        Assert.Equal("extensions", Types.Message.Error(MessageWith($"\"extensions\":[{Repeat("\"\"", ProtoLimits.MaxListLength + 1)}]")).Field);
    }

    [Fact]
    public void A_map_has_at_most_ten_thousand_entries()
    {
        var entries = string.Join(',', Enumerable.Range(0, ProtoLimits.MaxListLength + 1).Select(index => $"\"{index}\":{{}}"));

        Assert.Equal("schemes", Types.SecurityRequirement.Error($$$"""{"schemes":{{{{entries}}}}}""").Field);
    }

    private static string WithParts(string parts) => $$"""{"messageId":"m","role":"ROLE_USER","parts":[{{parts}}]}""";

    private static string Repeat(string element, int count) => string.Join(',', Enumerable.Repeat(element, count));
}
