using A2AAgent.Postgres;
using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Tasks;
using A2AAgent.Tests.Tasks;
using Npgsql;

namespace A2AAgent.Tests.Postgres;

/// <summary>What a client of the store meets when the database fails: an error that says "try again", and nothing lost.</summary>
public sealed class FailureTests : IAsyncLifetime
{
    private static readonly TaskKey Key = new("", "alice", "t");

    private PostgresServer? _server;
    private Database? _database;

    private PostgresServer Server => _server!;

    private Database Database => _database!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartNewAsync("max_connections=12", "superuser_reserved_connections=0", "fsync=on");
        _database = new Database(_server.Connection, new PostgresOptions { MaxConnections = 4, StatementTimeout = TimeSpan.FromSeconds(1), ConnectTimeout = TimeSpan.FromSeconds(1) });
        await _database.MigrateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await Server.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_the_server_is_away_everything_is_unavailable_and_afterwards_everything_is_there(bool killed)
    {
        var store = Database.Store(new TaskOptions(), TimeProvider.System);
        var record = StoreContract.Record(Key, DateTimeOffset.UnixEpoch);
        await store.CreateAsync(record, Token);
        await WarmUpAsync(store);

        await (killed ? Server.KillAsync() : Server.StopAsync());
        await AssertUnavailableAsync(() => store.CreateAsync(StoreContract.Record(Key with { Id = "u" }), Token));
        await AssertUnavailableAsync(() => store.AppendAsync(Ended(record), [End(record)], Token));
        await AssertUnavailableAsync(async () => await store.FindAsync(Key, Token));
        await AssertUnavailableAsync(async () => await store.ListAsync(new TaskQuery { Scope = new TaskScope("", "alice"), PageSize = 5 }, Token));
        await AssertUnavailableAsync(async () => await store.RemoveExpiredAsync(Token));

        await Server.StartAsync();
        await store.AppendAsync(Ended(record), [End(record)], Token);
        Assert.Equal(TaskState.Completed, (await store.FindAsync(Key, Token))!.Task.Status.State);
    }

    [Fact]
    public async Task A_restart_of_the_server_between_two_calls_goes_unnoticed()
    {
        var store = Database.Store(new TaskOptions(), TimeProvider.System);
        var record = StoreContract.Record(Key, DateTimeOffset.UnixEpoch);
        await store.CreateAsync(record, Token);
        await WarmUpAsync(store);

        await Server.KillAsync();
        await Server.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => Assert.NotNull(await store.FindAsync(Key, Token))));
        await store.AppendAsync(Ended(record), [End(record)], Token);
    }

    [Fact]
    public async Task Without_a_free_connection_calls_are_unavailable()
    {
        var store = Database.Store(new TaskOptions(), TimeProvider.System);
        await store.CreateAsync(StoreContract.Record(Key), Token);
        Database.Source.Clear();
        var others = new List<NpgsqlConnection>();
        try
        {
            await TakeAllAsync(others);

            await AssertUnavailableAsync(async () => await store.FindAsync(Key, Token));
        }
        finally
        {
            foreach (var other in others)
            {
                await other.DisposeAsync();
            }
        }

        Assert.NotNull(await store.FindAsync(Key, Token));
    }

    [Fact]
    public async Task When_all_connections_of_the_pool_are_busy_calls_are_unavailable()
    {
        var store = Database.Store(new TaskOptions(), TimeProvider.System);
        var busy = new List<NpgsqlConnection>();
        for (var i = 0; i < 4; i++)
        {
            busy.Add(await Database.Source.OpenConnectionAsync(Token));
        }

        await AssertUnavailableAsync(async () => await store.FindAsync(Key, Token));

        foreach (var connection in busy)
        {
            await connection.DisposeAsync();
        }

        Assert.Null(await store.FindAsync(Key, Token));
    }

    [Fact]
    public async Task A_read_only_server_still_answers_reads()
    {
        var store = Database.Store(new TaskOptions(), TimeProvider.System);
        var record = StoreContract.Record(Key, DateTimeOffset.UnixEpoch);
        await store.CreateAsync(record, Token);
        await Database.RunAsync("alter database postgres set default_transaction_read_only = on");
        Database.Source.Clear();

        await AssertUnavailableAsync(() => store.AppendAsync(Ended(record), [End(record)], Token));
        Assert.NotNull(await store.FindAsync(Key, Token));
    }

    [Fact]
    public async Task A_statement_that_takes_too_long_is_given_up()
    {
        var store = Database.Store(new TaskOptions(), TimeProvider.System);
        var record = StoreContract.Record(Key, DateTimeOffset.UnixEpoch);
        await store.CreateAsync(record, Token);
        await using (var other = await Database.Source.OpenConnectionAsync(Token))
        await using (await other.BeginTransactionAsync(Token))
        {
            await using var command = new NpgsqlCommand("select from a2a.tasks for update", other);
            await command.ExecuteNonQueryAsync(Token);
            await AssertUnavailableAsync(() => store.AppendAsync(Ended(record), [End(record)], Token));
        }

        await store.AppendAsync(Ended(record), [End(record)], Token);
    }

    [Theory]
    [InlineData("{\"id\":\"t\"")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"id\":\"other\",\"status\":{\"state\":\"TASK_STATE_WORKING\"}}")]
    public async Task A_row_that_somebody_has_damaged_is_an_error_of_that_task_alone(string json)
    {
        var store = Database.Store(new TaskOptions(), TimeProvider.System);
        await store.CreateAsync(StoreContract.Record(Key), Token);
        await store.CreateAsync(StoreContract.Record(Key with { Id = "u" }), Token);
        await Database.RunAsync($"update a2a.tasks set task = '{json}' where id = 't'");

        var failure = await Assert.ThrowsAsync<AgentException>(async () => await store.FindAsync(Key, Token));

        Assert.Same(AgentError.Internal, failure.Error);
        Assert.Contains("Task t is damaged", failure.Message, StringComparison.Ordinal);
        Assert.NotNull(await store.FindAsync(Key with { Id = "u" }, Token));
        Assert.Equal("u", Assert.Single((await store.ListAsync(new TaskQuery { Scope = new TaskScope("", "alice"), PageSize = 5 }, Token)).Tasks).Id);
        Assert.Contains(Database.Logs.Entries, static entry => entry.Text.Contains("Task t is damaged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_write_whose_answer_is_lost_counts_once()
    {
        await using var proxy = new DroppingProxy(Server.Connection.Host!);
        await using var database = new Database(new NpgsqlConnectionStringBuilder(Server.Connection.ConnectionString) { Host = "127.0.0.1", Port = proxy.Port }, Database.Options);
        var store = database.Store(new TaskOptions(), TimeProvider.System);
        var record = StoreContract.Record(Key, DateTimeOffset.UnixEpoch);

        proxy.DropAnswerTo("insert into \"a2a\".tasks");
        await store.CreateAsync(record, Token);
        proxy.DropAnswerTo("update \"a2a\".tasks");
        await store.AppendAsync(Ended(record), [End(record)], Token);

        Assert.Equal(2, (await store.FindAsync(Key, Token))!.Version);
        Assert.Equal(1L, await Database.RunAsync("select count(*) from a2a.events"));
        Assert.Equal(2, database.Logs.Entries.Count(static entry => entry.Text.Contains("is repeated", StringComparison.Ordinal)));
        await Assert.ThrowsAsync<TaskConflictException>(async () => await store.AppendAsync(Ended(record), [End(record)], Token));
    }

    private static async Task AssertUnavailableAsync(Func<ValueTask> call)
    {
        var failure = await Assert.ThrowsAsync<AgentException>(async () => await call());
        Assert.Same(AgentError.Unavailable, failure.Error);
        Assert.NotNull(failure.RetryAfter);
    }

    /// <summary>Opens several connections, which then are broken together.</summary>
    private static Task WarmUpAsync(PostgresTaskStore store) => Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.FindAsync(Key, Token).AsTask()));

    private async Task TakeAllAsync(List<NpgsqlConnection> taken)
    {
        try
        {
            while (true)
            {
                var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server.Connection.ConnectionString) { Pooling = false }.ConnectionString);
                await connection.OpenAsync(Token);
                taken.Add(connection);
            }
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.TooManyConnections)
        {
        }
    }

    private static TaskRecord Ended(TaskRecord record) =>
        record with { Version = 2, Task = record.Task with { Status = new AgentTaskStatus { State = TaskState.Completed, Timestamp = DateTimeOffset.UnixEpoch } } };

    private static StreamEvent End(TaskRecord record) =>
        StreamEvent.From(new TaskStatusUpdateEvent { TaskId = "t", ContextId = "c", Status = Ended(record).Task.Status });
}
