using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Tests.Tasks;

public sealed class InMemoryTaskStoreTests : StoreContract
{
    private protected override ITaskStore Create(TaskOptions options) => new InMemoryTaskStore(options, Clock);

    [Fact]
    public async Task A_full_store_forgets_the_oldest_ended_task_first_then_the_oldest_abandoned_one()
    {
        var store = Create(new TaskOptions { MaxTasks = 3 });
        await ChangeAsync(store, await AddAsync(store, Alice.Key("waiting")), TaskState.InputRequired);
        await EndAsync(store, await AddAsync(store, Alice.Key("ended")));
        await AddAsync(store, Alice.Key("running"));

        await AddAsync(store, Alice.Key("a"));
        Assert.Equal(["a", "running", "waiting"], await IdsAsync(store));

        await AddAsync(store, Alice.Key("b"));
        Assert.Equal(["b", "a", "running"], await IdsAsync(store));
        Assert.Equal([Alice.Key("waiting")], await store.RemoveExpiredAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_store_full_of_running_tasks_refuses_another_and_says_when_to_come_back()
    {
        var store = Create(new TaskOptions { MaxTasks = 1 });
        await AddAsync(store, Alice.Key("running"));

        var refused = await Assert.ThrowsAsync<AgentException>(() => AddAsync(store, Alice.Key("another")));

        Assert.Same(AgentError.ResourceExhausted, refused.Error);
        Assert.NotNull(refused.RetryAfter);
    }

    [Fact]
    public async Task Content_is_bounded_in_bytes_too()
    {
        var store = Create(new TaskOptions { MaxBytes = 1_000_000 });
        for (var i = 0; i < 20; i++)
        {
            await EndAsync(store, await AddAsync(store, Alice.Key($"t{i}"), new string('x', 100_000)));
        }

        var kept = (await IdsAsync(store)).ToList();
        Assert.Equal(Enumerable.Range(0, kept.Count).Select(static i => $"t{19 - i}"), kept);
        Assert.InRange(kept.Count, 5, 9);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("AgAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("//////////////////////+")]
    [InlineData("///////////////////////")]
    public void A_token_that_is_not_ours_is_invalid(string token) =>
        Assert.Same(AgentError.InvalidParams, Assert.Throws<AgentException>(() => PagePosition.Read(token)).Error);

    [Fact]
    public void A_token_is_read_as_it_was_written() => Assert.Equal(new PagePosition(638_000_000, 42), PagePosition.Read(new PagePosition(638_000_000, 42).Write()));

    [Fact]
    public async Task Lists_follow_the_time_of_the_status_also_when_changes_arrive_out_of_order()
    {
        var store = Create(new TaskOptions());
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
        var store = Create(new TaskOptions());
        for (var i = 0; i < 5; i++)
        {
            await AddAsync(store, Alice.Key($"t{i}"), new string('x', 1_500_000));
        }

        var ids = new List<string>();
        var token = "";
        do
        {
            var page = await store.ListAsync(new TaskQuery { Scope = Alice, PageSize = 100, PageToken = token }, TestContext.Current.CancellationToken);
            Assert.InRange(page.Tasks.Count, 1, 4);
            ids.AddRange(page.Tasks.Select(static task => task.Id));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(["t4", "t3", "t2", "t1", "t0"], ids);
    }

    [Fact]
    public async Task An_artifact_that_is_replaced_again_and_again_does_not_fill_the_store()
    {
        var store = Create(new TaskOptions { MaxBytes = 1_000_000 });
        var record = await AddAsync(store, Alice.Key("t"));
        for (var i = 0; i < 100; i++)
        {
            var artifact = new Artifact { ArtifactId = "a", Parts = [Part.FromText(new string('x', 100_000))] };
            var change = StreamEvent.From(new TaskArtifactUpdateEvent { TaskId = "t", ContextId = "c", Artifact = artifact });
            record = record with { Task = record.Task with { Artifacts = [artifact] }, Version = record.Version + 1 };
            await store.AppendAsync(record, [change], TestContext.Current.CancellationToken);
        }

        await AddAsync(store, Alice.Key("another"));
    }

    [Fact]
    public async Task Metadata_counts_as_content()
    {
        var store = Create(new TaskOptions { MaxBytes = 1_000_000 });
        var metadata = System.Text.Json.JsonDocument.Parse($$"""{"a":[{{string.Join(',', Enumerable.Repeat("1", 50_000))}}]}""").RootElement;
        await store.CreateAsync(WithMetadata("one"), TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<AgentException>(async () => await store.CreateAsync(WithMetadata("two"), TestContext.Current.CancellationToken));

        Assert.Same(AgentError.ResourceExhausted, refused.Error);

        TaskRecord WithMetadata(string id)
        {
            var record = Record(Alice.Key(id), Clock.GetUtcNow());
            return record with { Task = record.Task with { History = [record.Task.History[0] with { Metadata = metadata }] } };
        }
    }

    [Fact]
    public async Task An_ended_task_of_many_parts_can_be_read_again()
    {
        var store = Create(new TaskOptions());
        var record = await AddAsync(store, Alice.Key("t"));
        var artifact = new Artifact { ArtifactId = "a", Parts = [.. Enumerable.Repeat(Part.FromText("x"), 5_000)] };
        await EndAsync(store, record with { Task = record.Task with { Artifacts = [artifact] } });

        Assert.Equal(5_000, (await store.FindAsync(Alice.Key("t"), TestContext.Current.CancellationToken))!.Task.Artifacts[0].Parts.Count);
    }
}
