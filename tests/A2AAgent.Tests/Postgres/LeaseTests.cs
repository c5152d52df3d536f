using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Execution;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Tests.Postgres;

/// <summary>Replicas that go, pause and come back, each a view of one schema.</summary>
public sealed class LeaseTests : IAsyncLifetime
{
    private static readonly TaskKey Key = new("", "alice", "t");

    private readonly List<Database> _replicas = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        _replicas.Add(await SharedPostgres.NewAsync());
        _replicas[0].Options.Lease = TimeSpan.FromSeconds(2);
        await _replicas[0].MigrateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _replicas.Reverse();
        foreach (var replica in _replicas)
        {
            await replica.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_task_of_a_replica_that_renews_is_left_to_it()
    {
        var (worker, other) = await TwoAsync();
        await BeginTaskAsync(worker);

        for (var i = 0; i < 6; i++)
        {
            await Task.Delay(500, Token);
            await worker.RenewAsync();
            await other.RenewAsync();
            Assert.Empty(await ClaimAsync(other));
        }
    }

    [Fact]
    public async Task A_task_of_a_replica_that_is_gone_goes_to_one_other()
    {
        var (worker, other) = await TwoAsync();
        var third = await JoinAsync();
        await BeginTaskAsync(worker);

        var claims = await UntilClaimedAsync(other, third);

        var orphan = Assert.Single(claims);
        Assert.Equal((Key, 1), (orphan.Key, orphan.Restarts));
        Assert.False(worker.Lease.IsHeld);
    }

    [Fact]
    public async Task A_replica_that_was_given_up_hears_of_it_and_takes_a_new_number()
    {
        var (worker, other) = await TwoAsync();
        var number = worker.Lease.Number;
        await BeginTaskAsync(worker);
        await UntilClaimedAsync(other);
        var heard = 0;
        worker.Lease.Lost += (_, _) => heard++;

        await worker.RenewAsync();

        Assert.Equal(1, heard);
        Assert.NotEqual(number, worker.Lease.Number);
        Assert.True(worker.Lease.IsHeld);
    }

    [Fact]
    public async Task A_replica_that_was_only_paused_cannot_write_to_the_task_afterwards()
    {
        var (worker, other) = await TwoAsync();
        var (store, record) = await BeginTaskAsync(worker);
        await UntilClaimedAsync(other);
        var failed = Next(record, TaskState.Failed);
        await other.Store(new TaskOptions(), TimeProvider.System).AppendAsync(failed.Record, [failed.Event], Token);

        var late = Next(record, TaskState.Completed);
        await Assert.ThrowsAsync<TaskConflictException>(async () => await store.AppendAsync(late.Record, [late.Event], Token));
    }

    [Fact]
    public async Task A_replica_that_has_lapsed_and_that_nobody_gave_up_keeps_its_tasks()
    {
        var (worker, _) = await TwoAsync();
        await BeginTaskAsync(worker);
        await Task.Delay(2_500, Token);
        Assert.False(worker.Lease.IsHeld);
        Assert.Throws<AgentException>(worker.Replicas.RequireLease);

        await worker.RenewAsync();

        worker.Replicas.RequireLease();
        Assert.Empty(await ClaimAsync(worker));
    }

    [Fact]
    public async Task After_an_outage_nobody_is_given_up_before_all_had_time_to_renew()
    {
        var (worker, other) = await TwoAsync();
        await BeginTaskAsync(worker);

        // Nobody could renew for longer than a lease.
        await Task.Delay(2_500, Token);
        await other.RenewAsync();
        Assert.Empty(await ClaimAsync(other));
        await worker.RenewAsync();

        for (var i = 0; i < 6; i++)
        {
            await Task.Delay(500, Token);
            await worker.RenewAsync();
            await other.RenewAsync();
            Assert.Empty(await ClaimAsync(other));
        }
    }

    [Fact]
    public async Task A_replica_that_ends_in_order_leaves_its_tasks_at_once()
    {
        var (worker, other) = await TwoAsync();
        await BeginTaskAsync(worker);
        await using (var connection = await worker.Source.OpenConnectionAsync(Token))
        {
            await worker.Lease.ReleaseAsync(connection, Token);
        }

        Assert.Single(await ClaimAsync(other));
    }

    [Fact]
    public async Task A_replica_finds_its_own_task_that_it_does_not_run()
    {
        var worker = await JoinAsync();
        await BeginTaskAsync(worker);

        var orphans = await worker.Replicas.ClaimAsync(static _ => false, most: 10, Token);

        Assert.Equal(Key, Assert.Single(orphans).Key);
    }

    [Fact]
    public async Task The_database_tells_the_time_to_a_replica_whose_clock_is_an_hour_off()
    {
        var replica = _replicas[0].Replica(new OffClock(TimeSpan.FromHours(1)));
        _replicas.Add(replica);
        Assert.InRange(replica.Replicas.Time.GetUtcNow() - Now, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));

        await replica.RenewAsync();

        Assert.InRange(replica.Replicas.Time.GetUtcNow() - Now, TimeSpan.FromSeconds(-5), TimeSpan.FromSeconds(5));
        Assert.True(replica.Lease.IsHeld);
    }

    private async Task<(Database Worker, Database Other)> TwoAsync() => (await JoinAsync(), await JoinAsync());

    private async Task<Database> JoinAsync()
    {
        var replica = _replicas[0].Replica();
        _replicas.Add(replica);
        await replica.RenewAsync();
        return replica;
    }

    private static async Task<(ITaskStore Store, TaskRecord Record)> BeginTaskAsync(Database replica)
    {
        var task = new AgentTask { Id = Key.Id, ContextId = "c", Status = new AgentTaskStatus { State = TaskState.Working, Timestamp = Now } };
        var record = new TaskRecord(Key, task, Version: 1, "s");
        var store = replica.Store(new TaskOptions(), TimeProvider.System);
        await store.CreateAsync(record, Token);
        return (store, record);
    }

    private static (TaskRecord Record, StreamEvent Event) Next(TaskRecord record, TaskState state)
    {
        var change = StreamEvent.From(new TaskStatusUpdateEvent { TaskId = Key.Id, ContextId = "c", Status = new AgentTaskStatus { State = state, Timestamp = Now } });
        return (record with { Task = TaskReducer.Apply(record.Task, change, maxHistory: 10), Version = record.Version + 1 }, change);
    }

    private static ValueTask<IReadOnlyList<OrphanedTask>> ClaimAsync(Database replica) => replica.Replicas.ClaimAsync(static _ => true, most: 10, Token);

    /// <summary>Replicas that live on beside one that does not, until they have taken something.</summary>
    private static async Task<List<OrphanedTask>> UntilClaimedAsync(params Database[] others)
    {
        var claims = new List<OrphanedTask>();
        while (claims.Count == 0)
        {
            await Task.Delay(250, Token);
            foreach (var other in others)
            {
                await other.RenewAsync();
                claims.AddRange(await ClaimAsync(other));
            }
        }

        return claims;
    }

    private sealed class OffClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
