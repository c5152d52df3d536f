using System.Text;
using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Tests.Tasks;

/// <summary>What every task store must do alike. One class per store runs it.</summary>
public abstract partial class StoreContract
{
    private protected static TaskScope Alice { get; } = new("", "alice");

    private protected TestClock Clock { get; } = new();

    private protected abstract ValueTask<ITaskStore> CreateAsync(TaskOptions options);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_task_is_found_under_its_key_only()
    {
        var store = await CreateAsync(new TaskOptions());
        var record = await AddAsync(store, Alice.Key("t"));

        Assert.Equal(Json(record), Json((await store.FindAsync(Alice.Key("t"), Token))!));
        Assert.Null(await store.FindAsync(new TaskKey("", "bob", "t"), Token));
        Assert.Null(await store.FindAsync(new TaskKey("tenant", "alice", "t"), Token));
    }

    [Fact]
    public async Task A_key_can_be_used_once()
    {
        var store = await CreateAsync(new TaskOptions());
        await AddAsync(store, Alice.Key("t"));

        await Assert.ThrowsAsync<TaskConflictException>(() => AddAsync(store, Alice.Key("t")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(0)]
    public async Task An_append_must_follow_the_stored_version(long version)
    {
        var store = await CreateAsync(new TaskOptions());
        var record = await AddAsync(store, Alice.Key("t"));

        await Assert.ThrowsAsync<TaskConflictException>(async () =>
            await store.AppendAsync(record with { Version = version }, [StreamEvent.From(record.Task)], Token));
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public async Task Each_event_of_an_append_counts(long version, bool follows)
    {
        var store = await CreateAsync(new TaskOptions());
        var record = await AddAsync(store, Alice.Key("t"));
        var change = StreamEvent.From(record.Task);

        var conflict = await Xunit.Record.ExceptionAsync(async () => await store.AppendAsync(record with { Version = version }, [change, change], Token));

        Assert.Equal(follows, conflict is null);
        Assert.Equal(follows ? 3 : 1, (await store.FindAsync(Alice.Key("t"), Token))!.Version);
    }

    [Fact]
    public async Task An_append_to_a_task_that_is_not_there_is_a_conflict()
    {
        var store = await CreateAsync(new TaskOptions());
        var record = Record(Alice.Key("t")) with { Version = 2 };

        await Assert.ThrowsAsync<TaskConflictException>(async () => await store.AppendAsync(record, [StreamEvent.From(record.Task)], Token));
    }

    [Fact]
    public async Task Of_writers_that_race_exactly_one_wins_each_version()
    {
        var store = await CreateAsync(new TaskOptions());
        var record = await AddAsync(store, Alice.Key("t"));
        const int Versions = 50;
        var wins = 0;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var version = 2; version < 2 + Versions; version++)
            {
                try
                {
                    await store.AppendAsync(record with { Version = version }, [StreamEvent.From(record.Task)], Token);
                    Interlocked.Increment(ref wins);
                }
                catch (TaskConflictException)
                {
                }
            }
        })));

        Assert.Equal((await store.FindAsync(record.Key, Token))!.Version - 1, wins);
        Assert.InRange(wins, 1, Versions);
    }

    [Fact]
    public async Task A_page_goes_on_where_the_one_before_ended_while_tasks_change()
    {
        var store = await CreateAsync(new TaskOptions());
        var records = new List<TaskRecord>();
        for (var i = 0; i < 6; i++)
        {
            records.Add(await AddAsync(store, Alice.Key($"t{i}")));
        }

        var first = await store.ListAsync(new TaskQuery { Scope = Alice, PageSize = 2 }, Token);
        await EndAsync(store, records[5]);
        await EndAsync(store, records[2]);
        await AddAsync(store, Alice.Key("new"));
        var second = await store.ListAsync(new TaskQuery { Scope = Alice, PageSize = 2, PageToken = first.NextPageToken }, Token);
        var third = await store.ListAsync(new TaskQuery { Scope = Alice, PageSize = 2, PageToken = second.NextPageToken }, Token);

        Assert.Equal(["t5", "t4"], first.Tasks.Select(static task => task.Id));
        Assert.Equal(["t3", "t1"], second.Tasks.Select(static task => task.Id));
        Assert.Equal(["t0"], third.Tasks.Select(static task => task.Id));
        Assert.Equal("", third.NextPageToken);
    }

    [Fact]
    public async Task Lists_hold_the_tasks_of_their_scope_only()
    {
        var store = await CreateAsync(new TaskOptions());
        await AddAsync(store, Alice.Key("a"));
        await AddAsync(store, new TaskKey("", "bob", "b"));
        await AddAsync(store, new TaskKey("tenant", "alice", "c"));

        Assert.Equal("a", Assert.Single((await store.ListAsync(new TaskQuery { Scope = Alice, PageSize = 10 }, Token)).Tasks).Id);
    }

    [Fact]
    public async Task An_event_that_leaves_the_status_does_not_move_a_task_to_the_front()
    {
        var store = await CreateAsync(new TaskOptions());
        var old = await AddAsync(store, Alice.Key("old"));
        await AddAsync(store, Alice.Key("young"));

        await store.AppendAsync(old with { Version = 2 }, [StreamEvent.From(old.Task)], Token);

        Assert.Equal(["young", "old"], (await store.ListAsync(new TaskQuery { Scope = Alice, PageSize = 10 }, Token)).Tasks.Select(static task => task.Id));
    }

    [Fact]
    public async Task Ended_and_abandoned_tasks_go_after_their_time_and_running_ones_stay()
    {
        var store = await CreateAsync(new TaskOptions { FinishedTtl = TimeSpan.FromMinutes(1), AbandonedTtl = TimeSpan.FromMinutes(10) });
        await EndAsync(store, await AddAsync(store, Alice.Key("ended")));
        await ChangeAsync(store, await AddAsync(store, Alice.Key("waiting")), TaskState.InputRequired);
        await AddAsync(store, Alice.Key("running"));

        Clock.Advance(TimeSpan.FromMinutes(2));
        await store.RemoveExpiredAsync(Token);
        Assert.Equal(["running", "waiting"], await IdsAsync(store));

        Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal([Alice.Key("waiting")], await store.RemoveExpiredAsync(Token));
        Assert.Equal(["running"], await IdsAsync(store));
    }

    [Fact]
    public async Task A_task_that_goes_on_is_not_abandoned()
    {
        var store = await CreateAsync(new TaskOptions { AbandonedTtl = TimeSpan.FromMinutes(10) });
        var waiting = await ChangeAsync(store, await AddAsync(store, Alice.Key("t")), TaskState.InputRequired);
        Clock.Advance(TimeSpan.FromMinutes(9));
        await ChangeAsync(store, waiting, TaskState.Working);

        Clock.Advance(TimeSpan.FromMinutes(20));
        await store.RemoveExpiredAsync(Token);

        Assert.Equal(["t"], await IdsAsync(store));
    }

    [Fact]
    public async Task A_long_stream_of_chunks_can_be_read_at_any_time()
    {
        var store = await CreateAsync(new TaskOptions());
        var record = await AddAsync(store, Alice.Key("t"));
        for (var i = 1; i <= 150; i++)
        {
            var chunk = new Artifact { ArtifactId = $"a{i % 2}", Parts = [Part.FromText($"{i}")] };
            var change = StreamEvent.From(new TaskArtifactUpdateEvent { TaskId = "t", ContextId = "c", Artifact = chunk, Append = true });
            record = record with { Task = TaskReducer.Apply(record.Task, change, maxHistory: 10), Version = record.Version + 1 };
            await store.AppendAsync(record, [change], Token);
            if (i % 7 == 0)
            {
                Assert.Equal(Json(record), Json((await store.FindAsync(record.Key, Token))!));
            }
        }

        var listed = await store.ListAsync(new TaskQuery { Scope = Alice, PageSize = 10, IncludeArtifacts = true }, Token);
        Assert.Equal(Json(record), Json(record with { Task = Assert.Single(listed.Tasks) }));
    }

    internal static TaskRecord Record(TaskKey key, DateTimeOffset? at = null, string text = "x") => new(
        key,
        new AgentTask
        {
            Id = key.Id,
            ContextId = "c",
            Status = new AgentTaskStatus { State = TaskState.Submitted, Timestamp = at },
            History = [new Message { MessageId = "m", Role = Role.User, Parts = [Part.FromText(text)] }],
        },
        Version: 1,
        "skill");

    private protected async Task<TaskRecord> AddAsync(ITaskStore store, TaskKey key, string text = "x")
    {
        var record = Record(key, Clock.GetUtcNow(), text);
        await store.CreateAsync(record, Token);
        return record;
    }

    private protected Task<TaskRecord> EndAsync(ITaskStore store, TaskRecord record) => ChangeAsync(store, record, TaskState.Completed);

    private protected async Task<TaskRecord> ChangeAsync(ITaskStore store, TaskRecord record, TaskState state)
    {
        var status = new AgentTaskStatus { State = state, Timestamp = Clock.GetUtcNow() };
        var next = record with { Task = record.Task with { Status = status }, Version = record.Version + 1 };
        await store.AppendAsync(next, [StreamEvent.From(new TaskStatusUpdateEvent { TaskId = record.Key.Id, ContextId = "c", Status = status })], Token);
        return next;
    }

    private protected static string Json(TaskRecord record) => Encoding.UTF8.GetString(record.ToUtf8Json().Span);

    private protected static async Task<IEnumerable<string>> IdsAsync(ITaskStore store) =>
        (await store.ListAsync(new TaskQuery { Scope = Alice, PageSize = 100 }, Token)).Tasks.Select(static task => task.Id);
}
