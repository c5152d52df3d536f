using A2AAgent.Postgres.Migrations;
using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Tasks;
using A2AAgent.Tests.Tasks;
using Npgsql;

namespace A2AAgent.Tests.Postgres;

public sealed class MigrationTests : IAsyncLifetime
{
    private Database? _database;

    private Database Database => _database!;

    public async ValueTask InitializeAsync() => _database = await SharedPostgres.NewAsync();

    public async ValueTask DisposeAsync() => await Database.DisposeAsync();

    [Fact]
    public async Task Of_replicas_that_start_together_one_migrates()
    {
        var replicas = Enumerable.Range(0, 8).Select(_ => Database.Replica()).ToList();

        await Task.WhenAll(replicas.Select(static replica => replica.MigrateAsync()));

        Assert.Equal((long)Migration.Newest, await Database.RunAsync("select count(*) from {schema}.schema_versions"));
        Assert.Single(replicas.SelectMany(static replica => replica.Logs.Entries), static entry => entry.Text.Contains("is at version 1", StringComparison.Ordinal));
        foreach (var replica in replicas)
        {
            await replica.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_migration_that_is_interrupted_has_not_happened_and_can_run_again()
    {
        await Database.MigrateAsync();
        var half = Database.MigrateAsync([.. Migration.All, Next("create table half_done (); select pg_sleep(601)")]);
        while (await Database.RunAsync("select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(601)%' and wait_event = 'PgSleep'") is not true)
        {
            Assert.False(half.IsCompleted);
        }

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => half);
        Assert.Equal(Migration.Newest, await Database.RunAsync("select max(version) from {schema}.schema_versions"));

        await Database.MigrateAsync([.. Migration.All, Next("create table half_done ()")]);
        Assert.Equal(Migration.Newest + 1, await Database.RunAsync("select max(version) from {schema}.schema_versions"));
    }

    [Fact]
    public async Task A_step_that_fails_leaves_the_steps_before_it()
    {
        await Assert.ThrowsAsync<PostgresException>(() => Database.MigrateAsync([.. Migration.All, Next("create table half_done (); select 1/0")]));

        Assert.Equal(Migration.Newest, await Database.RunAsync("select max(version) from {schema}.schema_versions"));
        Assert.Equal(0L, await Database.RunAsync($"select count(*) from pg_tables where schemaname = '{Database.Options.Schema}' and tablename = 'half_done'"));
    }

    [Fact]
    public async Task An_older_agent_works_with_a_newer_schema_that_is_compatible()
    {
        await Database.MigrateAsync([.. Migration.All, Next("alter table tasks add column further text")]);

        await Database.MigrateAsync();

        var store = Database.Store(new TaskOptions(), TimeProvider.System);
        await store.CreateAsync(StoreContract.Record(new TaskKey("", "alice", "t")), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_older_agent_refuses_a_newer_schema_that_is_not_compatible_and_says_so()
    {
        await Database.MigrateAsync([.. Migration.All, Next("alter table tasks rename to works", compatibleSince: Migration.Newest + 1)]);

        var refused = await Assert.ThrowsAsync<AgentConfigurationException>(() => Database.MigrateAsync());

        Assert.Contains($"has version {Migration.Newest + 1}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Update this agent", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_right_to_migrate_a_schema_must_be_there()
    {
        Database.Options.Migrate = false;
        var refused = await Assert.ThrowsAsync<AgentConfigurationException>(() => Database.MigrateAsync());
        Assert.Contains("Agent:Tasks:Postgres:Migrate", refused.Message, StringComparison.Ordinal);

        Database.Options.Migrate = true;
        await Database.MigrateAsync();
        Database.Options.Migrate = false;
        await Database.MigrateAsync();
    }

    [Fact]
    public async Task A_role_that_may_create_nothing_works_once_another_has_migrated()
    {
        var role = $"least_{Database.Options.Schema}";
        await Database.RunAsync($"create role {role} login");
        await using var least = new Database(new NpgsqlConnectionStringBuilder(Database.ConnectionString) { Username = role }, Database.Options);
        var refused = await Assert.ThrowsAsync<AgentConfigurationException>(() => least.MigrateAsync());
        Assert.Contains("may not bring schema", refused.Message, StringComparison.Ordinal);

        await Database.MigrateAsync();
        await Database.RunAsync($$"""
            grant usage on schema {schema} to {{role}};
            grant select, insert, update, delete on all tables in schema {schema} to {{role}};
            grant usage on all sequences in schema {schema} to {{role}};
            """);
        await least.MigrateAsync();
        var store = least.Store(new TaskOptions(), TimeProvider.System);
        var key = new TaskKey("", "alice", "t");
        await store.CreateAsync(StoreContract.Record(key), TestContext.Current.CancellationToken);
        await store.RemoveExpiredAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(await store.FindAsync(key, TestContext.Current.CancellationToken));
    }

    private static Migration Next(string sql, int compatibleSince = 1) => new(Migration.Newest + 1, compatibleSince, "next", sql);
}
