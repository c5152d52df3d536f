using A2AAgent.Postgres;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Tasks;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Postgres;
using A2AAgent.Tests.Tasks;
using Npgsql;

namespace A2AAgent.Tests.Idempotency;

/// <summary>Messages that come again when the database has failed in between.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private readonly Runs _runs = new();
    private PostgresServer? _server;
    private Database? _database;

    private PostgresServer Server => _server!;

    private Database Database => _database!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartNewAsync();
        _database = new Database(_server.Connection, new PostgresOptions { MaxConnections = 8 });
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await Server.DisposeAsync();
    }

    [Fact]
    public async Task A_reply_that_is_made_while_the_database_is_away_is_given_when_it_is_recorded()
    {
        await using var host = await Replica.StartAsync(Database, _runs);
        var first = SendAsync(host);
        await host.Script.NextStartedAsync(Token);
        await Server.KillAsync();
        host.Script.Open();
        var second = SendAsync(host);

        await Server.StartAsync();

        Assert.Equal("Run 1", await first);
        Assert.Equal("Run 1", await second);
        Assert.Equal("Run 1", await SendAsync(host));
        Assert.Equal(1, _runs.Number);
    }

    [Fact]
    public async Task A_reservation_whose_answer_is_lost_is_the_callers_all_the_same()
    {
        await using var proxy = new DroppingProxy(Server.Connection.Host!);
        await using var behind = new Database(new NpgsqlConnectionStringBuilder(Server.Connection.ConnectionString) { Host = "127.0.0.1", Port = proxy.Port }, Database.Options);
        await using var host = await Replica.StartAsync(behind, _runs);
        host.Script.Open();

        proxy.DropAnswerTo("insert into \"a2a\".replies");
        Assert.Equal("Run 1", await SendAsync(host));
        proxy.DropAnswerTo("update \"a2a\".replies");
        Assert.Equal("Run 2", await SendAsync(host, "another"));

        Assert.Equal("Run 1", await SendAsync(host));
        Assert.Equal("Run 2", await SendAsync(host, "another"));
        Assert.Equal(2, _runs.Number);
    }

    [Fact]
    public async Task A_task_of_another_replica_is_not_taken_for_ones_own_when_an_answer_is_lost()
    {
        await Database.MigrateAsync();
        await Database.RenewAsync();
        await using var proxy = new DroppingProxy(Server.Connection.Host!);
        await using var behind = new Database(new NpgsqlConnectionStringBuilder(Server.Connection.ConnectionString) { Host = "127.0.0.1", Port = proxy.Port }, Database.Options);
        await behind.RenewAsync();
        var key = new TaskKey("", "alice", "t");
        await Database.Store(new TaskOptions(), TimeProvider.System).CreateAsync(StoreContract.Record(key), Token);

        proxy.DropAnswerTo("insert into \"a2a\".tasks");

        await Assert.ThrowsAsync<TaskConflictException>(async () => await behind.Store(new TaskOptions(), TimeProvider.System).CreateAsync(StoreContract.Record(key), Token));
    }

    [Fact]
    public async Task A_new_message_costs_the_round_trips_that_it_costs_without_idempotency()
    {
        await using var proxy = new DroppingProxy(Server.Connection.Host!);
        await using var behind = new Database(new NpgsqlConnectionStringBuilder(Server.Connection.ConnectionString) { Host = "127.0.0.1", Port = proxy.Port }, Database.Options);
        await using var host = await Replica.StartAsync(behind, _runs);
        var client = new JsonRpcClient(host);
        for (var i = 0; i < 20; i++)
        {
            await EchoAsync(client, $"warm {i}");
        }

        // Health, leases, the sweeper and notifications make some as well, but not per task and not twice that many.
        const int Tasks = 200;
        var before = proxy.RoundTrips;
        for (var i = 0; i < Tasks; i++)
        {
            await EchoAsync(client, $"m{i}");
        }

        Assert.InRange((double)(proxy.RoundTrips - before) / Tasks, 2, 3.5);
    }

    private static Task EchoAsync(JsonRpcClient client, string id) => client.CallAsync("SendMessage", Sends.Text(id, "echo", "x"), IdempotencyContract.As(OnceAgent.Alice));

    private static async Task<string> SendAsync(AgentHost host, string id = "m") =>
        (await new JsonRpcClient(host).CallAsync("SendMessage", Sends.Text(id, "reply-late", "x"), IdempotencyContract.As(OnceAgent.Alice))).Said();
}
