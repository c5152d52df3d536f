using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Tests.Tasks;

public sealed class InMemoryTaskStoreTests : StoreContract
{
    private protected override ValueTask<ITaskStore> CreateAsync(TaskOptions options) => ValueTask.FromResult<ITaskStore>(new InMemoryTaskStore(options, Clock));

    [Fact]
    public async Task Content_is_bounded_in_bytes_too()
    {
        var store = await CreateAsync(new TaskOptions { MaxBytes = 1_000_000 });
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
    public async Task An_artifact_that_is_replaced_again_and_again_does_not_fill_the_store()
    {
        var store = await CreateAsync(new TaskOptions { MaxBytes = 1_000_000 });
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
        var store = await CreateAsync(new TaskOptions { MaxBytes = 1_000_000 });
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
}
