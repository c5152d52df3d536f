using System.Text.Json.Nodes;
using A2AAgent.EndToEnd.Tests.Conformance.Callers;

namespace A2AAgent.EndToEnd.Tests.Conformance;

/// <summary>What the suite expects to be refused, and under which name.</summary>
public sealed class RefusalTests(FullProfile agent) : IClassFixture<FullProfile>
{
    public static TheoryData<string> EachBinding => [.. Bindings.Names];

    [Theory]
    [MemberData(nameof(EachBinding))]
    public async Task A_media_type_that_the_card_does_not_name(string binding)
    {
        using var caller = agent.Connect(binding);
        var request = JsonNode.Parse("""
            {"message":{"messageId":"tck-send-003","role":"ROLE_USER","parts":[{"raw":"dGNr","mediaType":"application/x-unsupported-tck-type"}]}}
            """)!.AsObject();

        var error = await Assert.ThrowsAsync<NamedError>(() => caller.CallAsync("SendMessage", request));

        Assert.Equal("CONTENT_TYPE_NOT_SUPPORTED", error.Reason);
    }

    [Theory]
    [MemberData(nameof(EachBinding))]
    public async Task A_task_that_is_unknown(string binding)
    {
        using var caller = agent.Connect(binding);

        Assert.Equal("TASK_NOT_FOUND", (await Assert.ThrowsAsync<NamedError>(() => caller.SendAsync("tck-multi-004", taskId: "tck-nonexistent"))).Reason);
        Assert.Equal("TASK_NOT_FOUND", (await Assert.ThrowsAsync<NamedError>(() => caller.CallAsync("GetTask", new() { ["id"] = "tck-nonexistent" }))).Reason);
        Assert.Equal("TASK_NOT_FOUND", (await Assert.ThrowsAsync<NamedError>(() => FirstAsync(caller, "tck-nonexistent"))).Reason);
    }

    [Theory]
    [MemberData(nameof(EachBinding))]
    public async Task A_task_that_has_ended(string binding)
    {
        using var caller = agent.Connect(binding);
        var id = (await caller.SendForTaskAsync("tck-complete-task")).Id();

        Assert.Equal("UNSUPPORTED_OPERATION", (await Assert.ThrowsAsync<NamedError>(() => caller.SendAsync("tck-terminal", taskId: id))).Reason);
        Assert.Equal("UNSUPPORTED_OPERATION", (await Assert.ThrowsAsync<NamedError>(() => FirstAsync(caller, id))).Reason);
    }

    private static async Task FirstAsync(Caller caller, string id) =>
        await caller.StreamAsync("SubscribeToTask", new() { ["id"] = id }).FirstAsync(TestContext.Current.CancellationToken);
}
