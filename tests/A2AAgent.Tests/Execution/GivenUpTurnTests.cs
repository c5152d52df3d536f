using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Execution;
using A2AAgent.Server.Tasks;
using Microsoft.Extensions.Logging.Abstractions;

namespace A2AAgent.Tests.Execution;

public sealed class GivenUpTurnTests
{
    [Fact]
    public async Task A_turn_that_could_not_begin_leaves_those_who_watch_the_task_alone()
    {
        var options = new TaskOptions();
        var store = new InMemoryTaskStore(options, TimeProvider.System);
        var engine = new TaskEngine(store, options, TimeProvider.System, NullLogger<TaskEngine>.Instance);
        var stale = Waiting();
        await store.CreateAsync(stale, TestContext.Current.CancellationToken);
        var current = stale with { Version = 2 };
        await store.AppendAsync(current, [StreamEvent.From(stale.Task)], TestContext.Current.CancellationToken);
        using var subscription = await engine.SubscribeAsync(stale.Key, TestContext.Current.CancellationToken);
        await using var events = subscription.GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await events.MoveNextAsync());

        await Assert.ThrowsAsync<AgentException>(async () =>
            await engine.BeginAsync(stale, stale.Key, Said(), "skill", TaskState.Working, TestContext.Current.CancellationToken));
        await engine.EndAsync(current, TaskState.Canceled, text: null, TestContext.Current.CancellationToken);

        Assert.True(await events.MoveNextAsync());
        Assert.Equal(TaskState.Canceled, events.Current.State);
        Assert.Equal(0, engine.Live.Running);
    }

    private static TaskRecord Waiting() => new(
        new TaskKey("", "alice", "t"),
        new AgentTask { Id = "t", ContextId = "c", Status = new AgentTaskStatus { State = TaskState.InputRequired, Timestamp = DateTimeOffset.UnixEpoch }, History = [Said()] },
        Version: 1,
        "skill");

    private static Message Said() => new() { MessageId = "m", Role = Role.User, Parts = [Part.FromText("x")] };
}
