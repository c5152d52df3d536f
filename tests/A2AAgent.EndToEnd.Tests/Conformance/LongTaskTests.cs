using System.Text.Json;
using A2AAgent.EndToEnd.Tests.Conformance.Callers;

namespace A2AAgent.EndToEnd.Tests.Conformance;

/// <summary>The scenario that outlasts two of the suite's streaming time-outs, so that a client can come back to it.</summary>
public sealed class LongTaskTests(FullProfile agent) : IClassFixture<FullProfile>
{
    private const string LongRunning = "test-resubscribe-message-id-5f2c0a1b";

    private static readonly TimeSpan TwoTimeouts = TimeSpan.FromSeconds(4);

    public static TheoryData<string> EachBinding => [.. Bindings.Names];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <remarks>All at once: each takes as long as the task does.</remarks>
    [Theory]
    [MemberData(nameof(EachBinding))]
    public async Task A_long_task_completes_for_who_stays_who_waits_and_who_comes_back(string binding)
    {
        using var caller = agent.Connect(binding);

        await Task.WhenAll(StayAsync(caller), WaitAsync(caller), ComeBackAsync(caller));
    }

    private static async Task StayAsync(Caller caller)
    {
        var events = await caller.SendStreamingAsync(LongRunning).ToListAsync(Cancellation);

        Assert.Equal(["task TASK_STATE_SUBMITTED", "status TASK_STATE_WORKING", "status TASK_STATE_COMPLETED"], events.Select(Answers.Line));
        Assert.InRange(Time(events[2]) - Time(events[1]), TwoTimeouts, TimeSpan.MaxValue);
    }

    private static async Task WaitAsync(Caller caller)
    {
        var task = await caller.SendForTaskAsync(LongRunning);

        Assert.Equal("TASK_STATE_COMPLETED", task.State());
        Assert.Empty(task.Artifacts());
    }

    private static async Task ComeBackAsync(Caller caller)
    {
        var (id, started) = await LeaveWhenWorkingAsync(caller);

        var events = await caller.StreamAsync("SubscribeToTask", new() { ["id"] = id }).ToListAsync(Cancellation);

        Assert.Equal(["task TASK_STATE_WORKING", "status TASK_STATE_COMPLETED"], events.Select(Answers.Line));
        Assert.InRange(Time(events[1]) - started, TwoTimeouts, TimeSpan.MaxValue);
    }

    /// <summary>Begins the task as a stream and closes the stream as soon as the task is being worked on.</summary>
    private static async Task<(string Id, DateTimeOffset Started)> LeaveWhenWorkingAsync(Caller caller)
    {
        await using var events = caller.SendStreamingAsync(LongRunning).GetAsyncEnumerator(Cancellation);
        Assert.True(await events.MoveNextAsync());
        var id = events.Current.GetProperty("task").Id();
        Assert.True(await events.MoveNextAsync());
        Assert.Equal("status TASK_STATE_WORKING", events.Current.Line());
        return (id, Time(events.Current));
    }

    private static DateTimeOffset Time(JsonElement streamed) => streamed.GetProperty("statusUpdate").Time();
}
