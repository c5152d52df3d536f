using A2AAgent.Postgres;
using A2AAgent.Postgres.Configuration;
using A2AAgent.Postgres.Failures;
using A2AAgent.Postgres.Feed;
using A2AAgent.Postgres.Migrations;
using A2AAgent.Postgres.Push;
using A2AAgent.Postgres.Reads;
using A2AAgent.Postgres.Replicas;
using A2AAgent.Postgres.Sql;
using A2AAgent.Postgres.Writes;
using A2AAgent.Server.Configuration;
using A2AAgent.Tests.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace A2AAgent.Tests.Postgres;

/// <summary>A schema in a server, as one replica sees it.</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly NpgsqlConnectionStringBuilder _connection;
    private readonly LoggerFactory _loggers;
    private readonly List<IAsyncDisposable> _queues = [];

    public Database(NpgsqlConnectionStringBuilder connection, PostgresOptions options, TimeProvider? clock = null)
    {
        _connection = PostgresOptionsReader.ReadConnection(connection.ConnectionString, options);
        _loggers = new LoggerFactory([Logs]);
        Options = options;
        Source = PostgresBuilderExtensions.Connect(_connection, configure: null, loggers: null);
        Health.Good();
        Sql = new TaskSql(options.Schema, push: true);
        Calls = new PostgresCalls(Source, Health, _loggers.CreateLogger<PostgresCalls>());
        Time = new DatabaseTime(clock ?? TimeProvider.System, _loggers.CreateLogger<DatabaseTime>());
        Lease = new ReplicaLease(new ReplicaSql(options.Schema), options, Time, _loggers.CreateLogger<ReplicaLease>());
        Replicas = new PostgresReplicas(Calls, new ReplicaSql(options.Schema), Lease, Time);
        Notifier = new TaskNotifier(Calls, Sql, _loggers.CreateLogger<TaskNotifier>());
    }

    public PostgresOptions Options { get; }

    public NpgsqlDataSource Source { get; }

    public DatabaseHealth Health { get; } = new();

    public LogSink Logs { get; } = new();

    /// <summary>Tells other replicas of events, once it is started.</summary>
    public TaskNotifier Notifier { get; }

    public ReplicaLease Lease { get; }

    public PostgresReplicas Replicas { get; }

    private DatabaseTime Time { get; }

    private TaskSql Sql { get; }

    private PostgresCalls Calls { get; }

    public string ConnectionString => _connection.ConnectionString;

    /// <summary>Where the server's socket is.</summary>
    public string Folder => _connection.Host!;

    /// <summary>The same by way of a proxy.</summary>
    public string Through(DroppingProxy proxy) => new NpgsqlConnectionStringBuilder(ConnectionString) { Host = "127.0.0.1", Port = proxy.Port }.ConnectionString;

    public PostgresPushOutbox Outbox() => new(Calls, new PushSql(Options.Schema), Lease, Options, _loggers.CreateLogger<PostgresPushOutbox>());

    /// <summary>Another replica's view of the same schema.</summary>
    public Database Replica(TimeProvider? clock = null) => new(_connection, Options, clock);

    /// <summary>Registers this replica, or renews its lease.</summary>
    public async Task RenewAsync()
    {
        await using var connection = await Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await Lease.RenewAsync(connection, TestContext.Current.CancellationToken);
    }

    public Task MigrateAsync(IReadOnlyList<Migration>? migrations = null) =>
        new Migrator(Source, Options, migrations ?? Migration.All, _loggers.CreateLogger<Migrator>()).RunAsync(TestContext.Current.CancellationToken);

    public PostgresTaskStore Store(TaskOptions options, TimeProvider time)
    {
        var capacity = new TaskCapacity(Calls, Sql, Options, time, _loggers.CreateLogger<TaskCapacity>());
        var queue = new WriteQueue(Calls, Sql, PostgresBuilderExtensions.Lanes(Options));
        var reads = new ReadQueue(Calls, Sql, PostgresBuilderExtensions.Lanes(Options));
        _queues.AddRange([queue, reads]);
        return new PostgresTaskStore(Calls, Sql, capacity, queue, reads, Notifier, Lease, options, new DatabaseTime(time, _loggers.CreateLogger<DatabaseTime>()), _loggers.CreateLogger<PostgresTaskStore>());
    }

    /// <summary>A feed that hears what is notified, once <see cref="TaskListener"/> is started.</summary>
    public (PostgresTaskFeed Feed, TaskListener Listener) Feed()
    {
        var watches = new TaskWatches();
        return (new PostgresTaskFeed(Calls, Sql, watches, TimeProvider.System),
            new TaskListener(Source, Sql, watches, new ReplicaSql(Options.Schema), Replicas, TimeProvider.System, _loggers.CreateLogger<TaskListener>()));
    }

    /// <summary>Runs a statement; <c>{schema}</c> is the schema's name. Gives the first value of the first row.</summary>
    public async Task<object?> RunAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql.Replace("{schema}", $"\"{Options.Schema}\"", StringComparison.Ordinal));
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var queue in _queues)
        {
            await queue.DisposeAsync();
        }

        await Notifier.StopAsync(CancellationToken.None);
        Notifier.Dispose();
        await Source.DisposeAsync();
        _loggers.Dispose();
    }
}
