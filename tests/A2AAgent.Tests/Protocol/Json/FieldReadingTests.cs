using System.Text.Json;
using static A2AAgent.Tests.Protocol.Json.ProtoTesting;

namespace A2AAgent.Tests.Protocol.Json;

public sealed class FieldReadingTests
{
    [Fact]
    public void A_snake_case_field_is_read()
    {
        var request = Types.SendMessageRequest.Read(
            """{"message":{"message_id":"m","context_id":"c","task_id":"t","role":"ROLE_USER","parts":[{"text":"x","media_type":"text/plain"}],"reference_task_ids":["r"]},"configuration":{"accepted_output_modes":["text/plain"],"history_length":3,"return_immediately":true,"task_push_notification_config":{"url":"https://example.com"}}}""");

        Assert.Equal("m", request.Message.MessageId);
        Assert.Equal("c", request.Message.ContextId);
        Assert.Equal("t", request.Message.TaskId);
        Assert.Equal("text/plain", request.Message.Parts[0].MediaType);
        Assert.Equal(["r"], request.Message.ReferenceTaskIds);
        Assert.Equal(["text/plain"], request.Configuration!.AcceptedOutputModes);
        Assert.Equal(3, request.Configuration.HistoryLength);
        Assert.True(request.Configuration.ReturnImmediately);
        Assert.Equal("https://example.com", request.Configuration.TaskPushNotificationConfig!.Url);
    }

    [Fact]
    public void Fields_are_read_in_any_order() =>
        Assert.Equal(MessageJson, Types.Message.Rewrite("""{"parts":[{"text":"hi"}],"role":"ROLE_USER","messageId":"m"}"""));

    [Fact]
    public void Unknown_fields_are_ignored() =>
        Assert.Equal(MessageJson, Types.Message.Rewrite(MessageWith("""  "kind":"message","x_y":{"a":[1,{}]},"_":null,"messageid":1  """)));

    [Fact]
    public void Null_means_unset() =>
        Assert.Equal(
            MessageJson,
            Types.Message.Rewrite(MessageWith(""" "contextId":null,"taskId":null,"metadata":null,"extensions":null,"reference_task_ids":null """)));

    [Fact]
    public void A_required_field_that_is_null_is_missing() =>
        Assert.Equal("messageId", Types.Message.Error("""{"messageId":null,"role":"ROLE_USER","parts":[{"text":"hi"}]}""").Field);

    [Fact]
    public void Null_is_no_element_of_a_list() =>
        Assert.Equal("extensions[1]", Types.Message.Error(MessageWith(""" "extensions":["a",null] """)).Field);

    [Theory]
    [InlineData(""" "messageId":"again" """, "messageId")]
    [InlineData(""" "message_id":"again" """, "messageId")]
    [InlineData(""" "contextId":"a","context_id":"b" """, "contextId")]
    [InlineData(""" "metadata":{},"metadata":null """, "metadata")]
    public void A_field_given_twice_is_an_error_that_names_it(string field, string name)
    {
        var error = Types.Message.Error(MessageWith(field));

        Assert.Equal(name, error.Field);
        Assert.Contains("more than once", error.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_name_with_escapes_is_read() =>
        Assert.Equal("c", Types.Message.Read(MessageWith(""" "\u0063ontext\u005fid":"c" """)).ContextId);

    [Fact]
    public void History_length_that_is_unset_differs_from_zero()
    {
        Assert.Null(Types.GetTaskRequest.Read("""{"id":"t"}""").HistoryLength);
        Assert.Null(Types.GetTaskRequest.Read("""{"id":"t","historyLength":null}""").HistoryLength);
        Assert.Equal(0, Types.GetTaskRequest.Read("""{"id":"t","historyLength":0}""").HistoryLength);
        Assert.Equal(7, Types.GetTaskRequest.Read("""{"id":"t","historyLength":7}""").HistoryLength);
    }

    [Theory]
    [InlineData("""{"messageId":5,"role":"ROLE_USER","parts":[{"text":"x"}]}""", "messageId", "Must be a string, but is 5.")]
    [InlineData("""{"messageId":"m","role":"ROLE_USER","parts":{"text":"x"}}""", "parts", "Must be an array, but is an object.")]
    [InlineData("""{"messageId":"m","role":"ROLE_USER","parts":["x"]}""", "parts[0]", "Must be an object, but is \"x\".")]
    [InlineData("""{"messageId":"m","role":"ROLE_USER","parts":[{"text":"x"},{"text":true}]}""", "parts[1].text", "Must be a string, but is true.")]
    [InlineData("""[]""", "", "Must be an object, but is an array.")]
    [InlineData("""null""", "", "Must be an object, but is null.")]
    public void A_value_of_the_wrong_type_is_an_error_that_says_what_would_be_right(string json, string field, string description)
    {
        var error = Types.Message.Error(json);

        Assert.Equal(field, error.Field);
        Assert.Equal(description, error.Description);
    }

    [Fact]
    public void A_wrong_value_is_quoted_only_in_part()
    {
        var error = Types.Message.Error(MessageWith($$"""  "metadata":"{{new string('x', 63)}}😀tail"  """));

        Assert.Equal($"Must be an object, but is \"{new string('x', 63)}…\".", error.Description);
        Assert.Equal($"metadata: {error.Description}", error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"messageId":"m" """)]
    [InlineData("""{"messageId":"m",}""")]
    [InlineData("""{"messageId":tru}""")]
    [InlineData("""{"unknown":[1,2}""")]
    [InlineData("""{"metadata":{"a":}}""")]
    public void Malformed_json_is_a_json_error_that_names_no_field(string json) =>
        Assert.IsNotType<A2AAgent.Protocol.Json.ProtoJsonException>(Assert.ThrowsAny<JsonException>(() => Types.Message.Read(json)));

    [Theory]
    [InlineData("metadata")]
    [InlineData("unknown")]
    public void Json_that_is_nested_too_deeply_is_a_json_error(string field)
    {
        var deep = string.Concat(Enumerable.Repeat("""{"a":""", 300)) + "1" + new string('}', 300);

        Assert.ThrowsAny<JsonException>(() => Types.Message.Read(MessageWith($"\"{field}\":{deep}")));
    }
}
