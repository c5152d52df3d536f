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

        Assert.Equal(["t19", "t18", "t17", "t16"], await IdsAsync(store));
    }

    [Theory]
    [InlineData("m1:5")]
    [InlineData("bTE6")]
    [InlineData("bTE6NXg")]
    [InlineData("////")]
    public void A_token_that_is_not_ours_is_invalid(string token) =>
        Assert.Same(AgentError.InvalidParams, Assert.Throws<AgentException>(() => PageToken.Read(token)).Error);

    [Fact]
    public void A_token_is_read_as_it_was_written() => Assert.Equal(42, PageToken.Read(PageToken.Write(42)));
}
