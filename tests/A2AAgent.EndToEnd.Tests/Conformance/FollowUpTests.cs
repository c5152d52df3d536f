using System.Text.Json;
using A2AAgent.EndToEnd.Tests.Conformance.Callers;

namespace A2AAgent.EndToEnd.Tests.Conformance;

/// <summary>Messages to a task that waits: each is judged by its own prefix.</summary>
public sealed class FollowUpTests(FullProfile agent) : IClassFixture<FullProfile>
{
    private const string InputRequired = "tck-input-required-5f2c0a1b";
    private const string CompleteTask = "tck-complete-task-5f2c0a1b";

    public static TheoryData<string> EachBinding => [.. Bindings.Names];

    public static MatrixTheoryData<string, string> Cases => new(Bindings.Names, Case.All.Select(one => one.Prefix));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_follow_up_plays_its_own_scenario_on_the_same_task(string binding, string prefix)
    {
        var expected = Case.Of(prefix);
        using var caller = agent.Connect(binding);
        var waiting = await caller.SendForTaskAsync(InputRequired);

        var task = await caller.SendForTaskAsync(prefix, taskId: waiting.Id());

        Assert.Equal(waiting.Id(), task.Id());
        Assert.Equal(expected.State, task.State());
        Assert.Equal(expected.Says ?? task.Says(), task.Says());
        Assert.Equal(expected.Chunks, task.Artifacts().SelectMany(Answers.Parts).Select(Answers.Part));
    }

    [Theory]
    [MemberData(nameof(EachBinding))]
    public async Task A_follow_up_can_be_streamed(string binding)
    {
        using var caller = agent.Connect(binding);
        var asked = await caller.SendStreamingAsync(InputRequired).ToListAsync(Cancellation);
        var id = asked[0].GetProperty("task").Id();

        var events = await caller.SendStreamingAsync("tck-stream-001", id).ToListAsync(Cancellation);

        Assert.Equal("status TASK_STATE_INPUT_REQUIRED", asked[^1].Line());
        Assert.Equal(id, events[0].GetProperty("task").Id());
        Assert.Equal(["""artifact = text="Stream hello from TCK" (last)""", "status TASK_STATE_COMPLETED"], events.TakeLast(2).Select(Answers.Line));
    }

    [Theory]
    [MemberData(nameof(EachBinding))]
    public async Task Equal_identifiers_within_a_task_are_messages_of_their_own(string binding)
    {
        using var caller = agent.Connect(binding);
        var id = (await caller.SendForTaskAsync(InputRequired, "first")).Id();
        await caller.SendForTaskAsync(InputRequired, "second", id);
        await caller.SendForTaskAsync(InputRequired, "third", id);
        await caller.SendForTaskAsync(CompleteTask, "last", id);

        var task = await caller.CallAsync("GetTask", new() { ["id"] = id });

        var said = task.GetProperty("history").EnumerateArray().Where(message => message.GetProperty("role").GetString() == "ROLE_USER");
        Assert.Equal(["first", "second", "third", "last"], said.Select(Answers.Text));
    }

    [Theory]
    [MemberData(nameof(EachBinding))]
    public async Task A_direct_reply_leaves_the_task_waiting(string binding)
    {
        using var caller = agent.Connect(binding);
        var id = (await caller.SendForTaskAsync(InputRequired)).Id();

        var reply = await caller.SendAsync("tck-message-response", taskId: id);

        Assert.Equal("Direct message response", reply.GetProperty("message").Text());
        Assert.Equal("TASK_STATE_INPUT_REQUIRED", (await caller.CallAsync("GetTask", new() { ["id"] = id })).State());
    }

    [Theory]
    [MemberData(nameof(EachBinding))]
    public async Task Whoever_watches_a_waiting_task_sees_the_follow_up_complete_it(string binding)
    {
        using var caller = agent.Connect(binding);
        var id = (await caller.SendForTaskAsync(InputRequired)).Id();
        await using var first = Watch(caller, id);
        await using var second = Watch(caller, id);
        Assert.Equal("task TASK_STATE_INPUT_REQUIRED", await NextAsync(first));
        Assert.Equal("task TASK_STATE_INPUT_REQUIRED", await NextAsync(second));

        await caller.SendForTaskAsync(CompleteTask, taskId: id);

        var seen = await RestAsync(first);
        Assert.Equal("status TASK_STATE_COMPLETED", seen[^1]);
        Assert.Equal(seen, await RestAsync(second));
    }

    [Theory]
    [MemberData(nameof(EachBinding))]
    public async Task A_waiting_task_can_be_canceled_and_a_completed_one_cannot(string binding)
    {
        using var caller = agent.Connect(binding);
        var waiting = (await caller.SendForTaskAsync(InputRequired)).Id();
        var completed = (await caller.SendForTaskAsync(CompleteTask)).Id();

        var canceled = await caller.CallAsync("CancelTask", new() { ["id"] = waiting });
        var error = await Assert.ThrowsAsync<NamedError>(() => caller.CallAsync("CancelTask", new() { ["id"] = completed }));

        Assert.Equal("TASK_STATE_CANCELED", canceled.State());
        Assert.Equal("TASK_NOT_CANCELABLE", error.Reason);
    }

    private static IAsyncEnumerator<JsonElement> Watch(Caller caller, string id) =>
        caller.StreamAsync("SubscribeToTask", new() { ["id"] = id }).GetAsyncEnumerator(Cancellation);

    private static async Task<string> NextAsync(IAsyncEnumerator<JsonElement> events)
    {
        Assert.True(await events.MoveNextAsync());
        return events.Current.Line();
    }

    private static async Task<List<string>> RestAsync(IAsyncEnumerator<JsonElement> events)
    {
        var lines = new List<string>();
        while (await events.MoveNextAsync())
        {
            lines.Add(events.Current.Line());
        }

        return lines;
    }
}
