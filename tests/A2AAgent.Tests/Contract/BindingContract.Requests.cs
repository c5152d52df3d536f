namespace A2AAgent.Tests.Contract;

/// <content>What a request must be, and what is refused.</content>
public abstract partial class BindingContract
{
    [Theory]
    [InlineData("0.3")]
    [InlineData("2.0")]
    [InlineData("1")]
    [InlineData("1.0.x")]
    public async Task Another_protocol_version_is_not_supported_and_the_error_says_what_to_send(string version)
    {
        var error = await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("ListTasks", headers: new CallHeaders(version)));

        Assert.Equal("VERSION_NOT_SUPPORTED", error.Reason);
        Assert.Contains("A2A-Version: 1.0", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("1.0.1")]
    public async Task The_protocol_version_is_spoken_whatever_its_patch(string version) =>
        await Client.CallAsync("ListTasks", headers: new CallHeaders(version));

    [Fact]
    public async Task Push_notifications_are_not_supported_and_say_so_in_every_way_to_ask()
    {
        var config = new { url = "https://example.com/hook" };
        BindingError[] errors =
        [
            await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("CreateTaskPushNotificationConfig", new { taskId = "t", config.url })),
            await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("GetTaskPushNotificationConfig", new { taskId = "t", id = "c" })),
            await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("ListTaskPushNotificationConfigs", new { taskId = "t" })),
            await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("DeleteTaskPushNotificationConfig", new { taskId = "t", id = "c" })),
            await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("SendMessage", TestJson.Text("echo", "x", configuration: new { taskPushNotificationConfig = config }))),
        ];

        Assert.All(errors, static error => Assert.Equal("PUSH_NOTIFICATION_NOT_SUPPORTED", error.Reason));
    }

    [Fact]
    public async Task There_is_no_extended_card()
    {
        var error = await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("GetExtendedAgentCard"));

        Assert.Equal("UNSUPPORTED_OPERATION", error.Reason);
    }

    [Fact]
    public async Task A_message_without_skill_goes_to_the_default_one()
    {
        var task = (await Client.CallAsync("SendMessage", TestJson.Request(null, [new { text = "hello" }]))).GetProperty("task");

        Assert.Equal("hello", task.GetProperty("artifacts")[0].GetProperty("parts")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task The_request_may_name_the_skill_too()
    {
        var answer = await Client.CallAsync("SendMessage", new
        {
            message = new { messageId = "m", role = "ROLE_USER", parts = new[] { new { text = "hi" } } },
            metadata = new { skillId = "reply" },
        });

        Assert.True(answer.TryGetProperty("message", out _));
    }

    [Fact]
    public async Task A_media_type_that_the_skill_does_not_take_is_refused()
    {
        var error = await Assert.ThrowsAsync<BindingError>(() =>
            Client.CallAsync("SendMessage", TestJson.Request("echo", [new { raw = "AAAA", mediaType = "image/png" }])));

        Assert.Equal("CONTENT_TYPE_NOT_SUPPORTED", error.Reason);
    }
}
