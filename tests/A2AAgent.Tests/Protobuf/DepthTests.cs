using System.Buffers;
using System.Text;
using System.Text.Json;
using A2AAgent.Protobuf.Mapping;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Tests.Protobuf;

/// <summary>JSON in requests may be nested as deep as HTTP+JSON takes it.</summary>
public sealed class DepthTests
{
    [Theory]
    [InlineData("message.parts[0].data", 60, 64)]
    [InlineData("message.parts[0].metadata", 60, 64)]
    [InlineData("message.metadata", 62, 64)]
    [InlineData("metadata", 63, 64)]
    [InlineData("message.parts[0].data", 124, 128)]
    [InlineData("message.parts[0].data", 6, 10)]
    public void A_value_in_a_request_may_be_as_deep_as_in_json_and_no_deeper(string field, int deepest, int limit)
    {
        Assert.True(JsonTakes(field, deepest, limit));
        Assert.NotNull(ProtoMap.FromProto(Request(field, deepest), limit));

        Assert.False(JsonTakes(field, deepest + 1, limit));
        var error = Assert.Throws<AgentException>(() => ProtoMap.FromProto(Request(field, deepest + 1), limit));
        Assert.Equal(new FieldViolation(field, $"Nested too deeply: must have at most {deepest} levels."), Assert.Single(error.Violations));
    }

    [Fact]
    public void The_metadata_of_a_cancellation_has_the_same_limit()
    {
        Assert.NotNull(ProtoMap.FromProto(new Wire.CancelTaskRequest { Id = "t", Metadata = Object(63) }));
        Assert.Throws<AgentException>(() => ProtoMap.FromProto(new Wire.CancelTaskRequest { Id = "t", Metadata = Object(64) }));
    }

    [Fact]
    public void Bytes_that_are_as_deep_as_json_may_be_are_parsed()
    {
        var bytes = Request("message.parts[0].data", 60).ToByteArray();

        Assert.Throws<InvalidProtocolBufferException>(() => Wire.SendMessageRequest.Parser.ParseFrom(bytes));
        Assert.Equal(60, Depth(DeepMessages.Parse(Wire.SendMessageRequest.Parser, new ReadOnlySequence<byte>(bytes), RequestDepth.Default).Message.Parts[0].Data));
    }

    [Fact]
    public void Bytes_that_are_deeper_than_any_json_or_are_no_message_are_refused()
    {
        Assert.Throws<InvalidProtocolBufferException>(() => DeepMessages.Parse(Value.Parser, new ReadOnlySequence<byte>(Lists(2_000)), ProtoLimits.MaxDepth));
        Assert.Throws<InvalidProtocolBufferException>(() => DeepMessages.Parse(Value.Parser, new ReadOnlySequence<byte>([0x0A, 0x7F]), RequestDepth.Default));
    }

    private static bool JsonTakes(string field, int depth, int limit)
    {
        var value = string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1);
        var part = field switch
        {
            "message.parts[0].data" => $$"""{"data":{{value}}}""",
            "message.parts[0].metadata" => $$"""{"text":"","metadata":{{value}}}""",
            _ => """{"text":""}""",
        };
        var message = $$"""{"messageId":"m","role":1,"parts":[{{part}}]{{(field == "message.metadata" ? ",\"metadata\":" + value : "")}}}""";
        var json = $$"""{"message":{{message}}{{(field == "metadata" ? ",\"metadata\":" + value : "")}}}""";
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), new JsonReaderOptions { MaxDepth = limit });
        try
        {
            return JsonSerializer.Deserialize(ref reader, ProtocolJson.Context.SendMessageRequest) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static Wire.SendMessageRequest Request(string field, int depth)
    {
        var value = Object(depth);
        var part = new Wire.Part { Text = "" };
        var request = new Wire.SendMessageRequest { Message = new Wire.Message { MessageId = "m", Role = Wire.Role.User, Parts = { part } } };
        switch (field)
        {
            case "message.parts[0].data":
                part.Data = Value.ForStruct(value);
                break;
            case "message.parts[0].metadata":
                part.Metadata = value;
                break;
            case "message.metadata":
                request.Message.Metadata = value;
                break;
            default:
                request.Metadata = value;
                break;
        }

        return request;
    }

    private static Struct Object(int depth)
    {
        var value = new Struct();
        for (var level = 1; level < depth; level++)
        {
            value = new Struct { Fields = { ["a"] = Value.ForStruct(value) } };
        }

        return value;
    }

    private static int Depth(Value? value) => value?.StructValue is { } members ? 1 + Depth(members.Fields.GetValueOrDefault("a")) : 0;

    private static byte[] Lists(int depth)
    {
        var value = Value.ForList();
        for (var level = 1; level < depth; level++)
        {
            value = Value.ForList(value);
        }

        return value.ToByteArray();
    }
}
