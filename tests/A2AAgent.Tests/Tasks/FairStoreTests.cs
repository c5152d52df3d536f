using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Tests.Tasks;

/// <summary>Who makes room when the in-memory store is full.</summary>
public sealed class FairStoreTests
{
    private readonly TestClock _clock = new();
    private int _added;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TaskState.Completed, TaskState.Completed)]
    [InlineData(TaskState.InputRequired, TaskState.Completed)]
    [InlineData(TaskState.InputRequired, TaskState.InputRequired)]
    public async Task Who_creates_many_tasks_pushes_out_its_own_however_old_those_of_others_are(TaskState ofMany, TaskState ofFew)
    {
        var store = new InMemoryTaskStore(new TaskOptions { MaxTasks = 100 }, _clock);
        await AddAsync(store, "bob", ofFew, 10);

        await AddAsync(store, "alice", ofMany, 1_000);

        Assert.Equal((90, 10), (await CountAsync(store, "alice"), await CountAsync(store, "bob")));
    }

    [Fact]
    public async Task A_newcomer_gets_room_from_who_holds_the_most()
    {
        var store = new InMemoryTaskStore(new TaskOptions { MaxTasks = 100 }, _clock);
        await AddAsync(store, "bob", TaskState.Completed, 10);
        await AddAsync(store, "alice", TaskState.Completed, 90);

        await AddAsync(store, "carol", TaskState.Completed, 30);

        Assert.Equal((60, 10, 30), (await CountAsync(store, "alice"), await CountAsync(store, "bob"), await CountAsync(store, "carol")));
    }

    [Fact]
    public async Task Of_owners_who_hold_alike_each_gives_way_in_turn()
    {
        var store = new InMemoryTaskStore(new TaskOptions { MaxTasks = 100 }, _clock);
        await AddAsync(store, "alice", TaskState.Completed, 50);
        await AddAsync(store, "bob", TaskState.Completed, 50);

        await AddAsync(store, "carol", TaskState.Working, 20);

        Assert.Equal((40, 40), (await CountAsync(store, "alice"), await CountAsync(store, "bob")));
    }

    [Fact]
    public async Task Naming_many_tenants_does_not_make_one_owner_many()
    {
        var store = new InMemoryTaskStore(new TaskOptions { MaxTasks = 100 }, _clock);
        await AddAsync(store, "bob", TaskState.Completed, 10);

        for (var tenant = 0; tenant < 1_000; tenant++)
        {
            await AddAsync(store, "alice", TaskState.Completed, 1, tenant: $"t{tenant}");
        }

        Assert.Equal((0, 1), (await CountAsync(store, "alice", "t909"), await CountAsync(store, "alice", "t910")));
        Assert.Equal(10, await CountAsync(store, "bob"));
    }

    [Fact]
    public async Task Large_tasks_weigh_more_than_many()
    {
        var store = new InMemoryTaskStore(new TaskOptions { MaxTasks = 1_000, MaxBytes = 1_000_000 }, _clock);
        await AddAsync(store, "bob", TaskState.Completed, 50);

        await AddAsync(store, "alice", TaskState.Completed, 40, new string('x', 100_000));

        Assert.Equal(50, await CountAsync(store, "bob"));
        Assert.InRange(await CountAsync(store, "alice"), 3, 9);
    }

    [Fact]
    public async Task However_tasks_come_and_go_the_store_holds_what_it_may_and_nobody_more_than_twice_as_much_as_another_who_wants_more()
    {
        var store = new InMemoryTaskStore(new TaskOptions { MaxTasks = 300, FinishedTtl = TimeSpan.FromDays(1) }, _clock);
        var random = new Random(7);
        string[] owners = ["a", "b", "c"];
        for (var i = 0; i < 20_000; i++)
        {
            // The first is ten times as busy as each of the others.
            var owner = random.Next(12) < 10 ? owners[0] : owners[1 + random.Next(2)];
            await AddAsync(store, owner, random.Next(3) == 0 ? TaskState.InputRequired : TaskState.Completed, 1);
        }

        var held = new List<int>();
        foreach (var owner in owners)
        {
            held.Add(await CountAsync(store, owner));
        }

        Assert.Equal(300, held.Sum());
        Assert.True(held.Max() <= 2 * held.Min() + 1, string.Join(' ', held));
    }

    private async Task AddAsync(InMemoryTaskStore store, string owner, TaskState state, int count, string text = "x", string tenant = "")
    {
        for (var i = 0; i < count; i++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            var record = Record(new TaskScope(tenant, owner).Key($"t{++_added}"), text);
            await store.CreateAsync(record, Token);
            if (state != TaskState.Working)
            {
                var status = new AgentTaskStatus { State = state, Timestamp = _clock.GetUtcNow() };
                var change = StreamEvent.From(new TaskStatusUpdateEvent { TaskId = record.Key.Id, ContextId = "c", Status = status });
                await store.AppendAsync(record with { Task = record.Task with { Status = status }, Version = 2 }, [change], Token);
            }
        }
    }

    private TaskRecord Record(TaskKey key, string text) => new(
        key,
        new AgentTask
        {
            Id = key.Id,
            ContextId = "c",
            Status = new AgentTaskStatus { State = TaskState.Working, Timestamp = _clock.GetUtcNow() },
            History = [new Message { MessageId = "m", Role = Role.User, Parts = [Part.FromText(text)] }],
        },
        Version: 1,
        "skill");

    private static async Task<int> CountAsync(InMemoryTaskStore store, string owner, string tenant = "") =>
        (await store.ListAsync(new TaskQuery { Scope = new TaskScope(tenant, owner), PageSize = 1 }, Token)).TotalSize;
}
