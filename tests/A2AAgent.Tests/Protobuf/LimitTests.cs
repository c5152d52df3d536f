using A2AAgent.Protocol.Json;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Tests.Protobuf;

public sealed class LimitTests
{
    private const string Head = "\"messageId\":\"m\",\"role\":\"ROLE_USER\"";

    [Theory]
    [InlineData(ProtoLimits.MaxParts)]
    [InlineData(ProtoLimits.MaxParts + 1)]
    public void Parts_are_limited_as_in_json(int count)
    {
        var message = new Wire.Message { MessageId = "m", Role = Wire.Role.User };
        message.Parts.AddRange(Enumerable.Range(0, count).Select(_ => new Wire.Part { Text = "" }));
        var json = $$"""{ {{Head}},"parts":[{{Repeat("{\"text\":\"\"}", count)}}]}""";

        Same(Carriers.Message, json, message, count <= ProtoLimits.MaxParts);
    }

    [Theory]
    [InlineData(ProtoLimits.MaxListLength)]
    [InlineData(ProtoLimits.MaxListLength + 1)]
    public void Lists_of_text_are_limited_as_in_json(int count)
    {
        var message = new Wire.Message { MessageId = "m", Role = Wire.Role.User, Parts = { new Wire.Part { Text = "" } } };
        message.Extensions.AddRange(Enumerable.Repeat("e", count));
        var json = $$"""{ {{Head}},"parts":[{"text":""}],"extensions":[{{Repeat("\"e\"", count)}}]}""";

        Same(Carriers.Message, json, message, count <= ProtoLimits.MaxListLength);
    }

    [Theory]
    [InlineData(ProtoLimits.MaxListLength)]
    [InlineData(ProtoLimits.MaxListLength + 1)]
    public void Lists_of_records_are_limited_as_in_json(int count)
    {
        var page = new Wire.ListTasksResponse();
        page.Tasks.AddRange(Enumerable.Repeat(new Wire.Task { Id = "t", Status = new Wire.TaskStatus { State = Wire.TaskState.Failed } }, count));
        var json = $$"""{"tasks":[{{Repeat("{\"id\":\"t\",\"status\":{\"state\":4}}", count)}}]}""";

        Same(Carriers.Page, json, page, count <= ProtoLimits.MaxListLength);
    }

    [Theory]
    [InlineData(ProtoLimits.MaxListLength)]
    [InlineData(ProtoLimits.MaxListLength + 1)]
    public void Maps_are_limited_as_in_json(int count)
    {
        var requirement = new Wire.SecurityRequirement();
        foreach (var index in Enumerable.Range(0, count))
        {
            requirement.Schemes.Add($"s{index}", new Wire.StringList());
        }

        var json = $$"""{"schemes":{ {{string.Join(',', Enumerable.Range(0, count).Select(index => $"\"s{index}\":{{}}"))}} } }""";

        Same(Carriers.Requirement, json, requirement, count <= ProtoLimits.MaxListLength);
    }

    [Fact]
    public void A_wrong_element_before_the_limit_is_reported_rather_than_the_length()
    {
        var message = new Wire.Message { MessageId = "m", Role = Wire.Role.User };
        message.Parts.Add(new Wire.Part());
        message.Parts.AddRange(Enumerable.Range(0, ProtoLimits.MaxParts).Select(_ => new Wire.Part { Text = "" }));
        var json = $$"""{ {{Head}},"parts":[{},{{Repeat("{\"text\":\"\"}", ProtoLimits.MaxParts)}}]}""";

        Assert.StartsWith("parts[0] | ", Carriers.Message.OutcomeOfMessage(message), StringComparison.Ordinal);
        Same(Carriers.Message, json, message, accepted: false);
    }

    private static void Same(ICarrier carrier, string json, Google.Protobuf.IMessage message, bool accepted)
    {
        var outcome = carrier.OutcomeOfMessage(message);

        Assert.Equal(carrier.OutcomeOfJson(json), outcome);
        Assert.Equal(accepted, outcome.StartsWith('{'));
    }

    private static string Repeat(string element, int count) => string.Join(',', Enumerable.Repeat(element, count));
}
