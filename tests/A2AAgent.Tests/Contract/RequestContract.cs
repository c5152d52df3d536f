using System.Text.Json;

namespace A2AAgent.Tests.Contract;

/// <summary>What every binding refuses alike of requests that no record can hold.</summary>
public abstract class RequestContract : BindingContract
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task No_protocol_version_means_an_earlier_one_and_the_error_says_what_to_send(string? version)
    {
        var error = await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("ListTasks", headers: new CallHeaders(version)));

        Assert.Equal("VERSION_NOT_SUPPORTED", error.Reason);
        Assert.Contains("A2A-Version: 1.0", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status", "TASK_STATE_RUNNING")]
    [InlineData("statusTimestampAfter", "yesterday")]
    public async Task A_filter_that_cannot_be_read_is_invalid_and_named(string field, string value)
    {
        var error = await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("ListTasks", new Dictionary<string, string> { [field] = value }));

        Assert.Equal("INVALID_PARAMS", error.Reason);
        Assert.Equal([field], error.Fields);
    }

    [Theory]
    [InlineData("""{"message":{"role":"ROLE_USER","parts":[{"text":"x"}]}}""", "message.messageId")]
    [InlineData("""{"message":{"messageId":"m","parts":[{"text":"x"}]}}""", "message.role")]
    [InlineData("""{"message":{"messageId":"m","role":"ROLE_AGENT","parts":[{"text":"x"}]}}""", "message.role")]
    [InlineData("""{"message":{"messageId":"m","role":"ROLE_USER"}}""", "message.parts")]
    [InlineData("""{"message":{"messageId":"m","role":"ROLE_USER","parts":[]}}""", "message.parts")]
    [InlineData("""{"message":{"messageId":"m","role":"ROLE_USER","parts":[{}]}}""", "message.parts[0]")]
    [InlineData("""{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"x"}],"contextId":"a\u0000b"}}""", "message.contextId")]
    [InlineData("""{}""", "message")]
    public async Task A_missing_or_wrong_field_is_invalid_and_named(string request, string field)
    {
        var error = await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("SendMessage", JsonDocument.Parse(request).RootElement));

        Assert.Equal("INVALID_PARAMS", error.Reason);
        Assert.Equal([field], error.Fields);
    }

    [Fact]
    public async Task Names_in_snake_case_and_numbers_for_enumerations_are_understood()
    {
        var request = JsonDocument.Parse("""{"message":{"message_id":"m","role":1,"context_id":"c-9","parts":[{"text":"x"}]},"configuration":{"history_length":0}}""").RootElement;

        var task = (await Client.CallAsync("SendMessage", request)).GetProperty("task");

        Assert.Equal("c-9", task.GetProperty("contextId").GetString());
        Assert.False(task.TryGetProperty("history", out _));
    }
}
