using A2AAgent.Postgres.Push;
using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Push.Configs;
using A2AAgent.Server.Push.Outbox;
using A2AAgent.Server.Tasks;
using A2AAgent.Tests.Tasks;
using Npgsql;

namespace A2AAgent.Tests.Postgres;

/// <summary>Who may send to a webhook, and from where on.</summary>
public sealed class PushOutboxTests : IAsyncLifetime
{
    private static readonly TaskKey Key = new("", "alice", "t");
    private static readonly OutboxClaim All = new([], Most: 10);

    private Database? _one;
    private Database? _two;

    private Database One => _one!;

    private Database Two => _two!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _one = await SharedPostgres.NewAsync();
        await _one.MigrateAsync();
        _two = _one.Replica();
        await _one.RenewAsync();
        await _two.RenewAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Two.DisposeAsync();
        await One.DisposeAsync();
    }

    [Fact]
    public async Task A_webhook_is_claimed_by_one_replica_and_by_another_one_when_that_is_lost()
    {
        await BeginAsync();
        var claimed = Assert.Single(await One.Outbox().ClaimAsync(All, Token));
        Assert.True(One.Outbox().Holds(claimed));
        Assert.Empty(await Two.Outbox().ClaimAsync(All, Token));

        await Two.RunAsync($"update {{schema}}.replicas set lost = true where number = {One.Lease.Number}");
        var taken = Assert.Single(await Two.Outbox().ClaimAsync(All, Token));

        Assert.Equal(claimed.Number, taken.Number);
        Assert.Equal(ClaimState.Lost, await One.Outbox().AdvanceAsync(claimed, 1, failures: 0, release: true, Token));
        Assert.Equal(ClaimState.Lost, await One.Outbox().FailAsync(claimed, new OutboxFailure(1, 1, TimeSpan.Zero, Release: true), Token));
        Assert.Null(await One.Outbox().GiveUpAllAsync(claimed, gone: true, Token));
        await One.Outbox().ReleaseAsync(claimed, Token);
        Assert.Equal(ClaimState.Released, await Two.Outbox().AdvanceAsync(taken, 1, failures: 0, release: true, Token));
    }

    [Fact]
    public async Task A_claim_whose_answer_was_lost_is_made_again()
    {
        await BeginAsync();
        var lost = Assert.Single(await One.Outbox().ClaimAsync(All, Token));

        var again = Assert.Single(await One.Outbox().ClaimAsync(All, Token));

        Assert.NotEqual(lost.Claim, again.Claim);
        Assert.Empty(await One.Outbox().ClaimAsync(All with { Active = [again.Claim] }, Token));
    }

    [Fact]
    public async Task A_webhook_begins_with_the_task_in_the_transaction_that_records_its_turn()
    {
        var outbox = One.Outbox();
        await outbox.SaveAsync(Held(Key.Id), Token);
        Assert.Empty(await outbox.ListAsync(Key, Token));
        Assert.Empty(await outbox.ClaimAsync(All, Token));

        var record = StoreContract.Record(Key, DateTimeOffset.UnixEpoch);
        await One.Store(new TaskOptions(), TimeProvider.System).CreateAsync(record, Token);

        Assert.Single(await outbox.ListAsync(Key, Token));
        var claimed = Assert.Single(await Two.Outbox().ClaimAsync(All, Token));
        var snapshot = Assert.Single(claimed.Events);
        Assert.Equal((1, true), (snapshot.Version, snapshot.IsTask));
        Assert.Equal(record.ToUtf8Json().ToArray(), snapshot.Json.ToArray());
    }

    [Fact]
    public async Task Of_two_calls_that_bring_the_same_webhook_the_one_that_fails_leaves_it_to_the_other()
    {
        await One.Outbox().SaveAsync(Held(Key.Id), Token);
        await Two.Outbox().SaveAsync(Held(Key.Id), Token);

        await One.Outbox().RemoveHeldAsync(Key, "w", Token);
        await CreateAsync(Two.Store(new TaskOptions(), TimeProvider.System));
        await Two.Outbox().RemoveHeldAsync(Key, "w", Token);

        Assert.Single(Assert.Single(await Two.Outbox().ClaimAsync(All, Token)).Events);
    }

    [Fact]
    public async Task A_webhook_whose_turn_did_not_begin_is_removed()
    {
        await One.Outbox().SaveAsync(Held(Key.Id), Token);
        await Two.Outbox().SaveAsync(Held(Key.Id), Token);

        await One.Outbox().RemoveHeldAsync(Key, "w", Token);
        await Two.Outbox().RemoveHeldAsync(Key, "w", Token);

        Assert.Equal(0L, await One.RunAsync("select count(*) from {schema}.push_configs"));
    }

    [Fact]
    public async Task A_webhook_that_comes_with_a_follow_up_begins_with_the_task_at_that_turn()
    {
        var store = One.Store(new TaskOptions(), TimeProvider.System);
        var record = await AppendAsync(store, await CreateAsync(store), TaskState.InputRequired);
        await One.Outbox().SaveAsync(Held(Key.Id), Token);

        record = await AppendAsync(store, record, TaskState.Working);
        await AppendAsync(store, record, TaskState.Completed);

        var claimed = Assert.Single(await One.Outbox().ClaimAsync(All, Token));
        Assert.Equal([(3, true), (4, false)], claimed.Events.Select(static item => (item.Version, item.IsTask)));
    }

    [Fact]
    public async Task A_webhook_is_done_when_it_has_all_and_due_again_when_its_task_goes_on()
    {
        var store = One.Store(new TaskOptions(), TimeProvider.System);
        var record = await CreateAsync(store);
        await One.Outbox().SaveAsync(new OutboxSave(Config(), 10), Token);
        record = await AppendAsync(store, record, TaskState.InputRequired);
        var claimed = Assert.Single(await One.Outbox().ClaimAsync(All, Token));

        Assert.Equal(ClaimState.Released, await One.Outbox().AdvanceAsync(claimed, 2, failures: 0, release: true, Token));
        Assert.Equal(false, await One.RunAsync("select due from {schema}.push_configs"));

        await AppendAsync(store, record, TaskState.Working);
        Assert.Equal(3, Assert.Single(Assert.Single(await Two.Outbox().ClaimAsync(All, Token)).Events).Version);
    }

    [Fact]
    public async Task An_event_that_comes_while_the_last_one_is_noted_is_not_forgotten()
    {
        var store = One.Store(new TaskOptions(), TimeProvider.System);
        var record = await CreateAsync(store);
        await One.Outbox().SaveAsync(new OutboxSave(Config(), 10), Token);
        for (var i = 0; i < 200; i++)
        {
            record = await AppendAsync(store, record, TaskState.InputRequired);
            var claimed = Assert.Single(await One.Outbox().ClaimAsync(All, Token));

            var noting = Two.Outbox().AdvanceAsync(claimed, record.Version, failures: 0, release: true, Token).AsTask();
            record = await AppendAsync(store, record, TaskState.Working);
            var state = await noting;

            if (state == ClaimState.Held)
            {
                await One.Outbox().ReleaseAsync(claimed, Token);
            }

            claimed = Assert.Single(await One.Outbox().ClaimAsync(All, Token));
            Assert.Equal(record.Version, Assert.Single(claimed.Events).Version);
            await One.Outbox().AdvanceAsync(claimed, record.Version, failures: 0, release: true, Token);
        }
    }

    [Fact]
    public async Task What_waits_for_its_next_attempt_is_not_claimed_by_anybody()
    {
        await BeginAsync();
        var claimed = Assert.Single(await One.Outbox().ClaimAsync(All, Token));

        await One.Outbox().FailAsync(claimed, new OutboxFailure(Attempts: 2, Failures: 3, TimeSpan.FromMinutes(1), Release: true), Token);

        Assert.Empty(await Two.Outbox().ClaimAsync(All, Token));
        await One.RunAsync("update {schema}.push_configs set next_attempt = now()");
        Assert.Empty(await Two.Outbox().ClaimAsync(All with { TakesFailing = false }, Token));
        Assert.Empty(await Two.Outbox().ClaimAsync(All with { BusyOwners = ["bob", "alice"] }, Token));
        var again = Assert.Single(await Two.Outbox().ClaimAsync(All with { BusyOwners = ["bob"] }, Token));
        Assert.Equal((2, 3), (again.Attempts, again.Failures));
    }

    [Fact]
    public async Task Events_are_read_a_few_at_a_time_and_large_ones_one_at_a_time()
    {
        var store = One.Store(new TaskOptions(), TimeProvider.System);
        var record = await CreateAsync(store);
        await One.Outbox().SaveAsync(new OutboxSave(Config(), 10), Token);
        for (var i = 0; i < 50; i++)
        {
            record = await AppendAsync(store, record, TaskState.Working);
        }

        var claimed = Assert.Single(await One.Outbox().ClaimAsync(All with { MaxBytes = 1 }, Token));
        Assert.Equal([2L], claimed.Events.Select(static item => item.Version));
        Assert.Equal([3L], (await One.Outbox().ReadAsync(claimed, 2, Token)).Select(static item => item.Version));
        claimed = Assert.Single(await One.Outbox().ClaimAsync(All, Token));
        Assert.Equal(32, claimed.Events.Count);
        Assert.Equal(18, (await One.Outbox().ReadAsync(claimed, 33, Token)).Count);
    }

    [Fact]
    public async Task Looking_for_what_is_due_does_not_read_what_is_done()
    {
        await One.RunAsync("""
            insert into {schema}.push_configs (tenant, owner, task_id, id, url, config, protocol, holders, sent, head, running, due)
            select '', 'alice', i, 'w', 'https://example.com', '{}', '1.0', 0, 1, 1, false, i % 1000 = 0 from generate_series(1, 50000) i
            """);
        await One.RunAsync("analyze {schema}.push_configs");
        await using var connection = await One.Source.OpenConnectionAsync(Token);
        await using var command = new NpgsqlCommand($"""
            set plan_cache_mode = force_generic_plan;
            prepare claim (bigint, text, bigint, boolean, text, bigint, bigint) as {new PushSql(One.Options.Schema).Claim};
            explain execute claim (1, '', 64, true, '', 32, 1000)
            """, connection);
        await using var reader = await command.ExecuteReaderAsync(Token);
        var plan = new List<string>();
        while (await reader.ReadAsync(Token))
        {
            plan.Add(reader.GetString(0));
        }

        Assert.Contains(plan, static line => line.Contains("push_due", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, static line => line.Contains("Seq Scan on push_configs", StringComparison.Ordinal));
    }

    internal static OutboxSave Held(string taskId) => new(Config(taskId), 10) { IsHeld = true };

    private static PushConfig Config(string taskId = "t") =>
        new(Key with { Id = taskId }, new TaskPushNotificationConfig { Id = "w", Url = "https://example.com/" }, PushFormat.Current);

    private async Task BeginAsync()
    {
        await One.Outbox().SaveAsync(Held(Key.Id), Token);
        await CreateAsync(One.Store(new TaskOptions(), TimeProvider.System), TaskState.Completed);
    }

    private static async Task<TaskRecord> CreateAsync(ITaskStore store, TaskState state = TaskState.Working)
    {
        var record = StoreContract.Record(Key, DateTimeOffset.UnixEpoch);
        record = record with { Task = record.Task with { Status = record.Task.Status with { State = state } } };
        await store.CreateAsync(record, Token);
        return record;
    }

    private static async Task<TaskRecord> AppendAsync(ITaskStore store, TaskRecord record, TaskState state)
    {
        var status = new AgentTaskStatus { State = state, Timestamp = DateTimeOffset.UnixEpoch };
        var next = record with { Task = record.Task with { Status = status }, Version = record.Version + 1 };
        await store.AppendAsync(next, [StreamEvent.From(new TaskStatusUpdateEvent { TaskId = "t", ContextId = "c", Status = status })], Token);
        return next;
    }
}
