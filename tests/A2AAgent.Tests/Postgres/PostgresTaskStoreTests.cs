using A2AAgent.Postgres.Sql;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Tasks;
using A2AAgent.Tests.Tasks;
using Npgsql;

namespace A2AAgent.Tests.Postgres;

public sealed class PostgresTaskStoreTests : StoreContract, IAsyncDisposable
{
    private readonly List<Database> _databases = [];

    private protected override async ValueTask<ITaskStore> CreateAsync(TaskOptions options)
    {
        var database = await SharedPostgres.NewAsync();
        _databases.Add(database);
        database.Options.MaxTasks = options.MaxTasks;
        await database.MigrateAsync();
        return database.Store(options, Clock);
    }

    [Fact]
    public async Task More_tasks_than_are_counted_for_each_page_are_counted_now_and_then()
    {
        var store = await CreateAsync(new TaskOptions());
        await AddManyAsync(1, 2_500);
        Assert.Equal(2_500, await TotalAsync());

        await AddManyAsync(2_501, 2_600);
        Assert.Equal(2_500, await TotalAsync());

        async Task<int> TotalAsync() => (await store.ListAsync(new TaskQuery { Scope = Alice, PageSize = 1 }, TestContext.Current.CancellationToken)).TotalSize;

        Task AddManyAsync(int first, int last) => _databases[^1].RunAsync($$"""
            insert into {schema}.tasks (tenant, owner, id, context_id, skill_id, state, status_ticks, change, version, task_version, replica, task)
            select '', 'alice', i, '', '', 3, i, i, 1, 1, 0, '{"id":"' || i || '","status":{"state":"TASK_STATE_COMPLETED"} }' from generate_series({{first}}, {{last}}) i
            """);
    }

    [Fact]
    public async Task The_events_of_a_task_go_with_it()
    {
        var store = await CreateAsync(new TaskOptions { FinishedTtl = TimeSpan.FromMinutes(1) });
        await EndAsync(store, await AddAsync(store, Alice.Key("old")));
        Clock.Advance(TimeSpan.FromMinutes(2));
        await EndAsync(store, await AddAsync(store, Alice.Key("young")));
        Assert.Equal(2L, await _databases[^1].RunAsync("select count(*) from {schema}.events"));

        await store.RemoveExpiredAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1L, await _databases[^1].RunAsync("select count(*) from {schema}.events"));
    }

    /// <summary>A list that sorted, or read every row, would not survive a million tasks.</summary>
    [Theory]
    [InlineData(false, false, "tasks_newest")]
    [InlineData(true, false, "tasks_of_context")]
    [InlineData(false, true, "tasks_of_state")]
    [InlineData(true, true, "tasks_of_")]
    public async Task Each_kind_of_list_has_an_index_in_its_order(bool byContext, bool byState, string index)
    {
        await CreateAsync(new TaskOptions());
        var database = _databases[^1];
        await database.RunAsync("""
            insert into {schema}.tasks (tenant, owner, id, context_id, skill_id, state, status_ticks, change, version, task_version, replica, task)
            select '', 'alice', i, 'c' || i % 100, '', i % 9, i, i, 1, 1, 0, '{}' from generate_series(1, 20000) i
            """);
        await database.RunAsync("analyze {schema}.tasks");
        var filter = (byContext, byState) switch
        {
            (true, true) => "'c1', 3::smallint",
            (true, false) => "'c1'",
            (false, true) => "3::smallint",
            _ => "",
        };
        var types = (byContext ? ", text" : "") + (byState ? ", smallint" : "");
        var page = new TaskSql(database.Options.Schema).Page(byContext, byState);
        await using var connection = await database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand($"""
            set plan_cache_mode = force_generic_plan;
            prepare page (text, text, bigint, bigint, bigint, bigint, bigint{types}) as {page};
            explain execute page ('', 'alice', 0, 9223372036854775807, 9223372036854775807, 50, 8000000{(filter.Length > 0 ? ", " : "")}{filter})
            """, connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var plan = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            plan.Add(reader.GetString(0));
        }

        Assert.Contains(plan, line => line.Contains($"using {index}", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, static line => line.Contains("Seq Scan", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_task_is_found_by_its_key_also_before_the_server_has_statistics()
    {
        var database = await SharedPostgres.NewAsync();
        _databases.Add(database);
        await database.MigrateAsync();
        var sql = new TaskSql(database.Options.Schema);

        foreach (var (types, statement, values) in ((string, string, string)[])
            [("text, text, text", sql.Find, "'t', 'alice', ''"), ("text, text, text, bigint, bigint, text", sql.AppendEvents(1), "'t', 'alice', '', 2, 1, '{}'")])
        {
            await using var source = new NpgsqlSlimDataSourceBuilder(database.ConnectionString).Build();
            await using var command = source.CreateCommand($"""
                set plan_cache_mode = force_generic_plan;
                prepare one ({types}) as {statement};
                explain (format json) execute one ({values})
                """);
            var plan = (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;

            Assert.Contains("\"tasks_pkey\"", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("\"tasks_of_", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("\"tasks_newest\"", plan, StringComparison.Ordinal);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _databases)
        {
            await database.DisposeAsync();
        }
    }
}
