using A2AAgent.EndToEnd.Tests.Conformance.Callers;

namespace A2AAgent.EndToEnd.Tests.Conformance;

public sealed class RequiredExtensionProfileTests(RequiredExtensionProfile agent) : IClassFixture<RequiredExtensionProfile>
{
    private const string Uri = "urn:a2a:tck:required-extension";

    public static TheoryData<string> EachBinding => [.. Bindings.Names];

    [Fact]
    public void The_card_requires_the_extension()
    {
        var required = Assert.Single(
            agent.Card.GetProperty("capabilities").GetProperty("extensions").EnumerateArray(), static one => one.TryGetProperty("required", out var value) && value.GetBoolean());

        Assert.Equal(Uri, required.GetProperty("uri").GetString());
    }

    [Theory]
    [MemberData(nameof(EachBinding))]
    public async Task Who_does_not_ask_for_it_is_refused(string binding)
    {
        using var caller = agent.Connect(binding, extensions: "https://example.com/ext/v1");

        Assert.Equal("EXTENSION_SUPPORT_REQUIRED", (await Assert.ThrowsAsync<NamedError>(() => caller.SendAsync("tck-cap-ext-004"))).Reason);
        Assert.Equal("EXTENSION_SUPPORT_REQUIRED", (await Assert.ThrowsAsync<NamedError>(
            async () => await caller.SendStreamingAsync("tck-cap-stream").FirstAsync(TestContext.Current.CancellationToken))).Reason);
        Assert.Equal("EXTENSION_SUPPORT_REQUIRED", (await Assert.ThrowsAsync<NamedError>(() => caller.CallAsync("GetTask", new() { ["id"] = "any" }))).Reason);
    }

    [Theory]
    [MemberData(nameof(EachBinding))]
    public async Task Who_asks_for_it_is_served_and_told_that_it_is_active(string binding)
    {
        using var caller = agent.Connect(binding, extensions: $"https://example.com/ext/v1, {Uri}");

        Assert.Equal("TASK_STATE_COMPLETED", (await caller.SendForTaskAsync("tck-complete-task")).State());
        Assert.Equal(Uri, caller.ActiveExtensions);
    }
}
