using A2AAgent.Protocol;
using static A2AAgent.Tests.Protocol.Json.ProtoTesting;

namespace A2AAgent.Tests.Protocol.Json;

public sealed class ScalarReadingTests
{
    [Theory]
    [InlineData("5", 5)]
    [InlineData("\"5\"", 5)]
    [InlineData("5.0", 5)]
    [InlineData("\"5.0\"", 5)]
    [InlineData("5e0", 5)]
    [InlineData("0.5e1", 5)]
    [InlineData("-0", 0)]
    [InlineData("-3", -3)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("-2147483648", int.MinValue)]
    public void An_integer_is_read_in_every_form_of_proto_json(string json, int value) =>
        Assert.Equal(value, Types.GetTaskRequest.Read($$"""{"id":"t","historyLength":{{json}}}""").HistoryLength);

    [Theory]
    [InlineData("5.5")]
    [InlineData("2147483648")]
    [InlineData("-2147483649")]
    [InlineData("1e400")]
    [InlineData("\"\"")]
    [InlineData("\" 5\"")]
    [InlineData("\"NaN\"")]
    [InlineData("\"five\"")]
    [InlineData("true")]
    [InlineData("[5]")]
    public void What_is_no_32_bit_integer_is_an_error(string json)
    {
        var error = Types.GetTaskRequest.Error($$"""{"id":"t","historyLength":{{json}}}""");

        Assert.Equal("historyLength", error.Field);
        Assert.StartsWith("Must be a 32-bit integer, but is ", error.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"true\"")]
    [InlineData("1")]
    [InlineData("{}")]
    public void Only_true_and_false_are_booleans(string json) =>
        Assert.Equal("includeArtifacts", Types.ListTasksRequest.Error($$"""{"includeArtifacts":{{json}}}""").Field);

    [Theory]
    [InlineData("\"TASK_STATE_INPUT_REQUIRED\"")]
    [InlineData("\"TASK_STATE\\u005fINPUT_REQUIRED\"")]
    [InlineData("6")]
    [InlineData("6.0")]
    public void An_enumeration_is_read_by_name_and_by_number(string json) =>
        Assert.Equal(TaskState.InputRequired, Types.ListTasksRequest.Read($$"""{"status":{{json}}}""").Status);

    [Theory]
    [InlineData("\"completed\"", "\"completed\"")]
    [InlineData("\"task_state_completed\"", "\"task_state_completed\"")]
    [InlineData("\"3\"", "\"3\"")]
    [InlineData("9", "9")]
    [InlineData("-1", "-1")]
    [InlineData("true", "true")]
    public void An_unknown_enumeration_value_is_an_error_that_lists_the_names(string json, string quoted)
    {
        var error = Types.ListTasksRequest.Error($$"""{"status":{{json}}}""");

        Assert.Equal("status", error.Field);
        Assert.Equal(
            "Must be one of TASK_STATE_UNSPECIFIED, TASK_STATE_SUBMITTED, TASK_STATE_WORKING, TASK_STATE_COMPLETED, TASK_STATE_FAILED, "
                + $"TASK_STATE_CANCELED, TASK_STATE_INPUT_REQUIRED, TASK_STATE_REJECTED, TASK_STATE_AUTH_REQUIRED, but is {quoted}.",
            error.Description);
    }

    [Theory]
    [InlineData("+/8=")]
    [InlineData("+/8")]
    [InlineData("-_8=")]
    [InlineData("-_8")]
    [InlineData("+\\/8=")]
    public void Bytes_are_read_as_base64_and_base64url_with_and_without_padding(string text) =>
        Assert.Equal([0xFB, 0xFF], Types.Part.Read($$"""{"raw":"{{text}}"}""").Raw!.Value.ToArray());

    [Fact]
    public void Bytes_may_be_empty()
    {
        var part = Types.Part.Read("""{"raw":""}""");

        Assert.Equal(PartKind.Raw, part.Kind);
        Assert.Equal(0, part.Raw!.Value.Length);
    }

    [Theory]
    [InlineData("\"!!!!\"")]
    [InlineData("\"a\"")]
    [InlineData("\"é\"")]
    [InlineData("5")]
    public void What_is_not_base64_is_an_error(string json) => Assert.Equal("raw", Types.Part.Error($$"""{"raw":{{json}}}""").Field);

    [Theory]
    [InlineData("2026-01-31T08:30:00Z", "2026-01-31T08:30:00.000Z")]
    [InlineData("2026-01-31T08:30:00.5Z", "2026-01-31T08:30:00.500Z")]
    [InlineData("2026-01-31T08:30:00.123456789Z", "2026-01-31T08:30:00.123Z")]
    [InlineData("2026-01-31T08:30:00+02:00", "2026-01-31T06:30:00.000Z")]
    [InlineData("2026-01-31T08:30:00.25-05:30", "2026-01-31T14:00:00.250Z")]
    [InlineData("2026-01-31T08:30:00\\u002B00:00", "2026-01-31T08:30:00.000Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z")]
    [InlineData("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z")]
    public void A_timestamp_is_read_with_any_offset_and_is_utc(string text, string utc)
    {
        var request = Types.ListTasksRequest.Read($$"""{"statusTimestampAfter":"{{text}}"}""");

        Assert.Equal(TimeSpan.Zero, request.StatusTimestampAfter!.Value.Offset);
        Assert.Equal($$"""{"statusTimestampAfter":"{{utc}}"}""", Types.ListTasksRequest.Write(request));
    }

    [Theory]
    [InlineData("\"2026-01-31\"")]
    [InlineData("\"2026-01-31T08:30:00\"")]
    [InlineData("\"2026-01-31T08:30Z\"")]
    [InlineData("\"2026-01-31 08:30:00Z\"")]
    [InlineData("\"2026-02-30T08:30:00Z\"")]
    [InlineData("\"2026-01-31T08:30:00+0200\"")]
    [InlineData("\"0001-01-01T00:00:00+14:00\"")]
    [InlineData("\"\"")]
    [InlineData("1769848200")]
    public void A_timestamp_without_time_or_offset_is_an_error(string json)
    {
        var error = Types.ListTasksRequest.Error($$"""{"status_timestamp_after":{{json}}}""");

        Assert.Equal("statusTimestampAfter", error.Field);
        Assert.Contains("RFC 3339", error.Description, StringComparison.Ordinal);
    }
}
