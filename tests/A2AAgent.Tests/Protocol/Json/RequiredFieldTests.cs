using static A2AAgent.Tests.Protocol.Json.ProtoTesting;

namespace A2AAgent.Tests.Protocol.Json;

public sealed class RequiredFieldTests
{
    [Theory]
    [InlineData("""{}""", "message")]
    [InlineData("""{"message":{}}""", "message.messageId")]
    [InlineData("""{"message":{"messageId":"","role":"ROLE_USER","parts":[{"text":"x"}]}}""", "message.messageId")]
    [InlineData("""{"message":{"messageId":"m","parts":[{"text":"x"}]}}""", "message.role")]
    [InlineData("""{"message":{"messageId":"m","role":"ROLE_UNSPECIFIED","parts":[{"text":"x"}]}}""", "message.role")]
    [InlineData("""{"message":{"messageId":"m","role":"ROLE_USER"}}""", "message.parts")]
    [InlineData("""{"message":{"messageId":"m","role":"ROLE_USER","parts":[]}}""", "message.parts")]
    [InlineData("""{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"a"},{"text":"b"},{}]}}""", "message.parts[2]")]
    [InlineData("""{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"url":""}]}}""", "message.parts[0].url")]
    [InlineData(
        """{"configuration":{"taskPushNotificationConfig":{"url":"u","authentication":{}}}}""",
        "configuration.taskPushNotificationConfig.authentication.scheme")]
    public void A_missing_field_of_a_request_is_named_by_its_full_path(string json, string field) =>
        Assert.Equal(field, Types.SendMessageRequest.Error(json).Field);

    [Fact]
    public void A_missing_role_is_explained() =>
        Assert.Equal("Required: must be one of ROLE_USER, ROLE_AGENT.", Types.Message.Error("""{"messageId":"m","parts":[{"text":"x"}]}""").Description);

    [Fact]
    public void The_requests_about_tasks_and_webhooks_need_their_identifiers()
    {
        Assert.Equal("id", Types.GetTaskRequest.Error("{}").Field);
        Assert.Equal("id", Types.CancelTaskRequest.Error("{}").Field);
        Assert.Equal("id", Types.SubscribeToTaskRequest.Error("{}").Field);
        Assert.Equal("url", Types.TaskPushNotificationConfig.Error("{}").Field);
        Assert.Equal("taskId", Types.ListTaskPushNotificationConfigsRequest.Error("{}").Field);
        Assert.Equal("id", Types.GetTaskPushNotificationConfigRequest.Error("""{"taskId":"t"}""").Field);
        Assert.Equal("taskId", Types.DeleteTaskPushNotificationConfigRequest.Error("""{"id":"c"}""").Field);
    }

    [Theory]
    [InlineData("""{"task":{"id":"t"}}""", "task.status")]
    [InlineData("""{"task":{"id":"t","status":{}}}""", "task.status.state")]
    [InlineData("""{"task":{"id":"t","status":{"state":3},"artifacts":[{"artifactId":"a","parts":[]}]}}""", "task.artifacts[0].parts")]
    [InlineData("""{"task":{"id":"t","status":{"state":3},"artifacts":[{"parts":[{"text":""}]}]}}""", "task.artifacts[0].artifactId")]
    [InlineData("""{"statusUpdate":{"taskId":"t","status":{"state":3}}}""", "statusUpdate.contextId")]
    [InlineData("""{"artifactUpdate":{"taskId":"t","contextId":"c"}}""", "artifactUpdate.artifact")]
    [InlineData("""{}""", "")]
    public void A_missing_field_of_an_event_is_named_by_its_full_path(string json, string field) =>
        Assert.Equal(field, Types.StreamEvent.Error(json).Field);

    [Fact]
    public void A_page_of_tasks_from_a_writer_that_leaves_out_defaults_is_read()
    {
        var page = Types.ListTasksResponse.Read("{}");

        Assert.Empty(page.Tasks);
        Assert.Equal("", page.NextPageToken);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("description")]
    [InlineData("supportedInterfaces")]
    [InlineData("version")]
    [InlineData("capabilities")]
    public void A_card_without_a_required_field_is_an_error(string field) =>
        Assert.Equal(field, Types.AgentCard.Error(CardSamples.Minimal.Replace($"\"{field}\":", "\"other\":", StringComparison.Ordinal)).Field);

    [Fact]
    public void A_card_whose_required_lists_are_empty_or_left_out_is_read()
    {
        var card = Types.AgentCard.Read(
            """{"name":"n","description":"","version":"1","supportedInterfaces":[],"capabilities":{},"skills":[{"id":"s","name":"s","description":""}]}""");

        Assert.Empty(card.DefaultInputModes);
        Assert.Empty(card.Skills[0].Tags);
    }
}
