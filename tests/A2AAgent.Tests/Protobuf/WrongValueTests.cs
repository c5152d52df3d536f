using A2AAgent.Protobuf.Mapping;
using A2AAgent.Protocol;
using Google.Protobuf.WellKnownTypes;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Tests.Protobuf;

public sealed class WrongValueTests
{
    [Theory]
    [InlineData(9)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void A_state_that_is_not_known_has_the_error_of_json(int state)
    {
        var message = new Wire.Task { Id = "t", Status = new Wire.TaskStatus { State = (Wire.TaskState)state } };

        Assert.Equal(Carriers.Task.OutcomeOfJson($$"""{"id":"t","status":{"state":{{state}} } }"""), Carriers.Task.OutcomeOfMessage(message));
        Assert.Equal(
            Carriers.ListTasks.OutcomeOfJson($$"""{"status":{{state}}}"""),
            Carriers.ListTasks.OutcomeOfMessage(new Wire.ListTasksRequest { Status = (Wire.TaskState)state }));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(int.MinValue)]
    public void A_role_that_is_not_known_has_the_error_of_json(int role) => Assert.Equal(
        Carriers.Message.OutcomeOfJson($$"""{"messageId":"m","role":{{role}},"parts":[{"text":"x"}]}"""),
        Carriers.Message.OutcomeOfMessage(new Wire.Message { MessageId = "m", Role = (Wire.Role)role, Parts = { new Wire.Part { Text = "x" } } }));

    [Fact]
    public void A_part_without_content_is_named_by_its_path() => Assert.Equal(
        "message.parts[1] | Required: must have exactly one of text, raw, url and data.",
        Carriers.SendMessage.OutcomeOfMessage(new Wire.SendMessageRequest
        {
            Message = new Wire.Message { MessageId = "m", Role = Wire.Role.User, Parts = { new Wire.Part { Text = "" }, new Wire.Part { Filename = "f" } } },
        }));

    [Theory]
    [InlineData(-62_135_596_801, 0)]
    [InlineData(253_402_300_800, 0)]
    [InlineData(long.MinValue, 0)]
    [InlineData(long.MaxValue, 999_999_999)]
    [InlineData(0, -1)]
    [InlineData(0, 1_000_000_000)]
    [InlineData(0, int.MinValue)]
    public void A_timestamp_out_of_range_is_named(long seconds, int nanos) => Assert.StartsWith(
        "statusTimestampAfter | Must be a timestamp ",
        Carriers.ListTasks.OutcomeOfMessage(new Wire.ListTasksRequest { StatusTimestampAfter = new Timestamp { Seconds = seconds, Nanos = nanos } }),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(-62_135_596_800, 0, "0001-01-01T00:00:00.0000000Z")]
    [InlineData(253_402_300_799, 999_999_999, "9999-12-31T23:59:59.9999999Z")]
    [InlineData(-1, 999_999_900, "1969-12-31T23:59:59.9999999Z")]
    [InlineData(0, 99, "1970-01-01T00:00:00.0000000Z")]
    public void A_timestamp_is_read_to_the_tick(long seconds, int nanos, string moment)
    {
        var read = ProtoMap.FromProto(new Wire.ListTasksRequest { StatusTimestampAfter = new Timestamp { Seconds = seconds, Nanos = nanos } });

        Assert.Equal(moment, read.StatusTimestampAfter!.Value.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(TimeSpan.Zero, read.StatusTimestampAfter.Value.Offset);
    }

    [Theory]
    [InlineData("2026-11-21T05:32:45.6789999+01:00", 1_795_235_565, 678_000_000)]
    [InlineData("1969-12-31T23:59:59.0019999Z", -1, 1_000_000)]
    [InlineData("0001-01-01T00:00:00.0000001Z", -62_135_596_800, 0)]
    [InlineData("9999-12-31T23:59:59.9999999Z", 253_402_300_799, 999_000_000)]
    public void A_timestamp_is_written_to_the_millisecond_as_in_json(string moment, long seconds, int nanos)
    {
        var status = new AgentTaskStatus { State = TaskState.Working, Timestamp = DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture) };

        Assert.Equal(new Timestamp { Seconds = seconds, Nanos = nanos }, ProtoMap.ToProto(status).Timestamp);
    }

    [Fact]
    public void What_is_not_set_stays_apart_from_what_is_zero_or_empty()
    {
        Assert.Null(ProtoMap.FromProto(new Wire.GetTaskRequest { Id = "t" }).HistoryLength);
        Assert.Equal(0, ProtoMap.FromProto(new Wire.GetTaskRequest { Id = "t", HistoryLength = 0 }).HistoryLength);
        Assert.False(ProtoMap.ToProto(new GetTaskRequest { Id = "t" }).HasHistoryLength);
        Assert.True(ProtoMap.ToProto(new GetTaskRequest { Id = "t", HistoryLength = 0 }).HasHistoryLength);
        Assert.False(ProtoMap.ToProto(new ListTasksRequest()).HasPageSize);
        Assert.True(ProtoMap.ToProto(new ListTasksRequest { IncludeArtifacts = false }).HasIncludeArtifacts);
        Assert.Null(ProtoMap.FromProto(new Wire.AgentCapabilities()).Streaming);
        Assert.False(ProtoMap.FromProto(new Wire.AgentCapabilities { Streaming = false }).Streaming);
    }

    [Fact]
    public void A_scheme_of_an_unknown_kind_is_left_out_of_a_card_and_refused_alone()
    {
        var card = (Wire.AgentCard)Carriers.Card.Message(A2AAgent.Tests.Protocol.Json.CardSamples.Minimal);
        card.SecuritySchemes.Add("future", new Wire.SecurityScheme());
        card.SecuritySchemes.Add("mtls", new Wire.SecurityScheme { MtlsSecurityScheme = new Wire.MutualTlsSecurityScheme() });

        Assert.Equal("mtls", Assert.Single(ProtoMap.FromProto(card).SecuritySchemes).Key);
        Assert.Throws<AgentException>(() => ProtoMap.FromProto(new Wire.SecurityScheme()));
    }

    [Fact]
    public void A_wrong_entry_of_a_map_is_named_by_its_key()
    {
        var card = (Wire.AgentCard)Carriers.Card.Message(A2AAgent.Tests.Protocol.Json.CardSamples.Minimal);
        card.SecuritySchemes.Add("k", new Wire.SecurityScheme { Oauth2SecurityScheme = new Wire.OAuth2SecurityScheme { Flows = new Wire.OAuthFlows() } });
        var json = A2AAgent.Tests.Protocol.Json.CardSamples.Minimal[..^1] + ""","securitySchemes":{"k":{"oauth2SecurityScheme":{"flows":{}}}}}""";

        Assert.StartsWith("securitySchemes[\"k\"].oauth2SecurityScheme.flows | ", Carriers.Card.OutcomeOfMessage(card), StringComparison.Ordinal);
        Assert.Equal(Carriers.Card.OutcomeOfJson(json), Carriers.Card.OutcomeOfMessage(card));
    }
}
