using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Tests.Tasks;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_full_store_forgets_the_oldest_ended_task_first_then_the_oldest_abandoned_one()
    {
        var store = await CreateAsync(new TaskOptions { MaxTasks = 3 });
        await ChangeAsync(store, await AddAsync(store, Alice.Key("waiting")), TaskState.InputRequired);
        await EndAsync(store, await AddAsync(store, Alice.Key("ended")));
        await AddAsync(store, Alice.Key("running"));

        await AddAsync(store, Alice.Key("a"));
        Assert.Equal(["a", "running", "waiting"], await IdsAsync(store));

        await AddAsync(store, Alice.Key("b"));
        Assert.Equal(["b", "a", "running"], await IdsAsync(store));
        Assert.Equal([Alice.Key("waiting")], await store.RemoveExpiredAsync(Token));
    }

    [Fact]
    public async Task A_store_full_of_running_tasks_refuses_another_and_says_when_to_come_back()
    {
        var store = await CreateAsync(new TaskOptions { MaxTasks = 1 });
        await AddAsync(store, Alice.Key("running"));

        var refused = await Assert.ThrowsAsync<AgentException>(() => AddAsync(store, Alice.Key("another")));

        Assert.Same(AgentError.ResourceExhausted, refused.Error);
        Assert.NotNull(refused.RetryAfter);
    }

    [Fact]
    public async Task Lists_follow_the_time_of_the_status_also_when_changes_arrive_out_of_order()
    {
        var store = await CreateAsync(new TaskOptions());
        await AddAsync(store, Alice.Key("a"));
        Clock.Advance(TimeSpan.FromSeconds(2));
        await AddAsync(store, Alice.Key("late"));
        Clock.Advance(TimeSpan.FromSeconds(-1));
        await AddAsync(store, Alice.Key("between"));

        Assert.Equal(["late", "between", "a"], await IdsAsync(store));
    }

    [Fact]
    public async Task A_page_of_large_tasks_is_shorter_and_goes_on()
    {
        var store = await CreateAsync(new TaskOptions());
        for (var i = 0; i < 5; i++)
        {
            await AddAsync(store, Alice.Key($"t{i}"), new string('x', 3_000_000));
        }

        var ids = new List<string>();
        var token = "";
        do
        {
            var page = await store.ListAsync(new TaskQuery { Scope = Alice, PageSize = 100, PageToken = token }, Token);
            Assert.InRange(page.Tasks.Count, 1, 4);
            ids.AddRange(page.Tasks.Select(static task => task.Id));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(["t4", "t3", "t2", "t1", "t0"], ids);
    }

    [Fact]
    public async Task An_ended_task_of_many_parts_can_be_read_again()
    {
        var store = await CreateAsync(new TaskOptions());
        var record = await AddAsync(store, Alice.Key("t"));
        var artifact = new Artifact { ArtifactId = "a", Parts = [.. Enumerable.Repeat(Part.FromText("x"), 5_000)] };
        await EndAsync(store, record with { Task = record.Task with { Artifacts = [artifact] } });

        Assert.Equal(5_000, (await store.FindAsync(Alice.Key("t"), Token))!.Task.Artifacts[0].Parts.Count);
    }

    [Fact]
    public async Task Lists_can_be_of_one_context_of_one_state_and_since_a_time()
    {
        var store = await CreateAsync(new TaskOptions());
        await EndAsync(store, await AddAsync(store, Alice.Key("old")));
        var time = Clock.GetUtcNow();
        Clock.Advance(TimeSpan.FromSeconds(1));
        await EndAsync(store, await AddAsync(store, Alice.Key("ended")));
        await AddAsync(store, Alice.Key("running"));
        await store.CreateAsync(InContext("elsewhere", "d"), Token);

        Assert.Equal(["elsewhere"], await ListAsync(new TaskQuery { Scope = Alice, PageSize = 10, ContextId = "d" }));
        Assert.Equal(["ended", "old"], await ListAsync(new TaskQuery { Scope = Alice, PageSize = 10, State = TaskState.Completed }));
        Assert.Equal(["running"], await ListAsync(new TaskQuery { Scope = Alice, PageSize = 10, State = TaskState.Submitted, ContextId = "c" }));
        Assert.Equal(["elsewhere", "running", "ended"], await ListAsync(new TaskQuery { Scope = Alice, PageSize = 10, Since = time + TimeSpan.FromTicks(1) }));
        Assert.Equal(["elsewhere", "running", "ended", "old"], await ListAsync(new TaskQuery { Scope = Alice, PageSize = 10, Since = time }));
        Assert.Equal(["ended"], await ListAsync(new TaskQuery { Scope = Alice, PageSize = 10, Since = time + TimeSpan.FromTicks(1), State = TaskState.Completed, ContextId = "c" }));

        TaskRecord InContext(string id, string context)
        {
            var record = Record(Alice.Key(id), Clock.GetUtcNow());
            return record with { Task = record.Task with { ContextId = context } };
        }

        async Task<IEnumerable<string>> ListAsync(TaskQuery query)
        {
            var page = await store.ListAsync(query, Token);
            Assert.Equal(page.Tasks.Count, page.TotalSize);
            return page.Tasks.Select(static task => task.Id);
        }
    }

    [Fact]
    public async Task A_page_tells_how_many_tasks_match_on_all_pages_together()
    {
        var store = await CreateAsync(new TaskOptions());
        for (var i = 0; i < 5; i++)
        {
            await AddAsync(store, Alice.Key($"t{i}"));
        }

        var first = await store.ListAsync(new TaskQuery { Scope = Alice, PageSize = 2 }, Token);
        var second = await store.ListAsync(new TaskQuery { Scope = Alice, PageSize = 3, PageToken = first.NextPageToken }, Token);

        Assert.Equal((5, 5), (first.TotalSize, second.TotalSize));
        Assert.Equal("", second.NextPageToken);
    }

    [Fact]
    public async Task A_task_whose_status_has_no_time_is_the_oldest_and_not_since_any_time()
    {
        var store = await CreateAsync(new TaskOptions());
        await store.CreateAsync(Record(Alice.Key("timeless")), Token);
        await AddAsync(store, Alice.Key("timed"));

        Assert.Equal(["timed", "timeless"], await IdsAsync(store));
        Assert.Equal("timed", Assert.Single((await store.ListAsync(new TaskQuery { Scope = Alice, PageSize = 10, Since = DateTimeOffset.MinValue }, Token)).Tasks).Id);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("AgAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_page_token_of_somebody_else_is_refused(string token)
    {
        var store = await CreateAsync(new TaskOptions());

        var refused = await Assert.ThrowsAsync<AgentException>(async () => await store.ListAsync(new TaskQuery { Scope = Alice, PageSize = 2, PageToken = token }, Token));

        Assert.Same(AgentError.InvalidParams, refused.Error);
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("\ud800")]
    [InlineData("\udc00x")]
    public async Task What_no_task_can_be_called_is_not_found(string odd)
    {
        var store = await CreateAsync(new TaskOptions());
        await AddAsync(store, Alice.Key("t"));

        Assert.Null(await store.FindAsync(Alice.Key(odd), Token));
        Assert.Null(await store.FindAsync(new TaskKey(odd, "alice", "t"), Token));
        Assert.Empty((await store.ListAsync(new TaskQuery { Scope = Alice, PageSize = 2, ContextId = odd }, Token)).Tasks);
    }
}
