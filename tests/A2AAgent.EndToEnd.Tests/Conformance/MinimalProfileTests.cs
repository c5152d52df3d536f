using A2AAgent.EndToEnd.Tests.Conformance.Callers;

namespace A2AAgent.EndToEnd.Tests.Conformance;

public sealed class MinimalProfileTests(MinimalProfile agent) : IClassFixture<MinimalProfile>
{
    public static TheoryData<string> EachBinding => [.. Bindings.Names];

    [Theory]
    [InlineData("streaming")]
    [InlineData("pushNotifications")]
    [InlineData("extendedAgentCard")]
    public void The_card_offers_no_capability(string capability) => Assert.False(agent.Card.Capability(capability));

    [Theory]
    [MemberData(nameof(EachBinding))]
    public async Task Streams_are_refused(string binding)
    {
        using var caller = agent.Connect(binding);
        var id = (await caller.SendForTaskAsync("tck-input-required")).Id();

        Assert.Equal("UNSUPPORTED_OPERATION", (await Assert.ThrowsAsync<NamedError>(
            async () => await caller.SendStreamingAsync("tck-cap-stream").FirstAsync(TestContext.Current.CancellationToken))).Reason);
        Assert.Equal("UNSUPPORTED_OPERATION", (await Assert.ThrowsAsync<NamedError>(
            async () => await caller.StreamAsync("SubscribeToTask", new() { ["id"] = id }).FirstAsync(TestContext.Current.CancellationToken))).Reason);
    }

    [Theory]
    [MemberData(nameof(EachBinding))]
    public async Task Push_notifications_are_refused(string binding)
    {
        using var caller = agent.Connect(binding);
        var id = (await caller.SendForTaskAsync("tck-input-required")).Id();

        Assert.Equal("PUSH_NOTIFICATION_NOT_SUPPORTED", (await Assert.ThrowsAsync<NamedError>(() => caller.CallAsync(
            "CreateTaskPushNotificationConfig", new() { ["taskId"] = id, ["id"] = "push", ["url"] = "https://example.com/tck-push-webhook" }))).Reason);
        Assert.Equal("PUSH_NOTIFICATION_NOT_SUPPORTED", (await Assert.ThrowsAsync<NamedError>(() => caller.CallAsync(
            "ListTaskPushNotificationConfigs", new() { ["taskId"] = id }))).Reason);
    }

    [Theory]
    [MemberData(nameof(EachBinding))]
    public async Task The_extended_card_is_refused(string binding)
    {
        using var caller = agent.Connect(binding);

        Assert.Equal("UNSUPPORTED_OPERATION", (await Assert.ThrowsAsync<NamedError>(() => caller.CallAsync("GetExtendedAgentCard", []))).Reason);
    }

    [Theory]
    [MemberData(nameof(EachBinding))]
    public async Task Messages_are_answered(string binding)
    {
        using var caller = agent.Connect(binding);

        Assert.Equal("Hello from TCK", (await caller.SendForTaskAsync("tck-complete-task")).Says());
    }
}
