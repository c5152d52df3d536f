using A2AAgent.Postgres;
using A2AAgent.Postgres.Configuration;
using A2AAgent.Postgres.Failures;
using A2AAgent.Postgres.Migrations;
using A2AAgent.Postgres.Sql;
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

    public Database(NpgsqlConnectionStringBuilder connection, PostgresOptions options)
    {
        _connection = PostgresOptionsReader.ReadConnection(connection.ConnectionString, options);
        _loggers = new LoggerFactory([Logs]);
        Options = options;
        Source = PostgresBuilderExtensions.Connect(_connection, configure: null, loggers: null);
        Health.Good();
    }

    public PostgresOptions Options { get; }

    public NpgsqlDataSource Source { get; }

    public DatabaseHealth Health { get; } = new();

    public LogSink Logs { get; } = new();

    public string ConnectionString => _connection.ConnectionString;

    /// <summary>Another replica's view of the same schema.</summary>
    public Database Replica() => new(_connection, Options);

    public Task MigrateAsync(IReadOnlyList<Migration>? migrations = null) =>
        new Migrator(Source, Options, migrations ?? Migration.All, _loggers.CreateLogger<Migrator>()).RunAsync(TestContext.Current.CancellationToken);

    public PostgresTaskStore Store(TaskOptions options, TimeProvider time)
    {
        var sql = new TaskSql(Options.Schema);
        var calls = new PostgresCalls(Source, Health, _loggers.CreateLogger<PostgresCalls>());
        var capacity = new TaskCapacity(calls, sql, Options, time, _loggers.CreateLogger<TaskCapacity>());
        return new PostgresTaskStore(calls, sql, capacity, options, time, _loggers.CreateLogger<PostgresTaskStore>());
    }

    /// <summary>Runs a statement; <c>{schema}</c> is the schema's name. Gives the first value of the first row.</summary>
    public async Task<object?> RunAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql.Replace("{schema}", $"\"{Options.Schema}\"", StringComparison.Ordinal));
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        _loggers.Dispose();
    }
}
