using System.Text.Json.Nodes;
using A2AAgent.Protobuf.Mapping;
using A2AAgent.Protocol;

namespace A2AAgent.Tests.Protobuf;

public sealed class RoundTripTests
{
    public static TheoryData<string, string> Full => Samples.Full;

    public static TheoryData<string, string> Minimal => Samples.Minimal;

    [Theory]
    [MemberData(nameof(Full))]
    public void A_record_with_every_field_comes_through_protobuf_unchanged(string record, string json) => Same(record, json);

    [Theory]
    [MemberData(nameof(Minimal))]
    public void A_record_with_no_field_but_the_required_comes_through_protobuf_unchanged(string record, string json) => Same(record, json);

    [Fact]
    public void Every_record_has_a_sample_with_every_field() =>
        Assert.Equal(Carriers.All.Keys.Order(StringComparer.Ordinal), Samples.Full.Select(row => row.Data.Item1).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Full))]
    public void The_samples_set_every_field_of_their_message(string record, string json)
    {
        var message = Carriers.All[record].Message(json);

        foreach (var field in message.Descriptor.Fields.InDeclarationOrder().Where(field => field.RealContainingOneof is null))
        {
            Assert.Contains($"\"{field.JsonName}\":", json.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_answer_that_has_its_json_ready_is_mapped_from_its_record()
    {
        var task = new AgentTask { Id = "t", Status = new AgentTaskStatus { State = TaskState.Completed } };

        Assert.Equal("t", ProtoMap.ToProto(SendMessageResponse.From(task, "{\"id\":\"other\"}"u8.ToArray())).Task.Id);
    }

    private static void Same(string record, string json)
    {
        var written = JsonNode.Parse(Carriers.All[record].Carry(json));

        Assert.Equal(Canonical.Of(JsonNode.Parse(json)), Canonical.Of(written));
    }
}
