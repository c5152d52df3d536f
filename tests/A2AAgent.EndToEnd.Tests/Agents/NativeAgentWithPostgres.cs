using System.Diagnostics;
using A2AAgent.EndToEnd.Tests.Scaffolds;
using A2AAgent.EndToEnd.Tests.Tools;
using A2AAgent.Tests.Postgres;
using Npgsql;

namespace A2AAgent.EndToEnd.Tests.Agents;

/// <summary>The tests that share the native agent with PostgreSQL: publishing takes a minute.</summary>
[CollectionDefinition(nameof(NativeAgentWithPostgres))]
public sealed class NativeAgentWithPostgresTestGroup : ICollectionFixture<NativeAgentWithPostgres>;

/// <summary>A scaffold that keeps its tasks in PostgreSQL, published as a native binary, and a server for it.</summary>
public sealed class NativeAgentWithPostgres : IAsyncDisposable
{
    private readonly Lazy<Task<Scaffold>> _scaffold;
    private readonly Lazy<Task<string>> _binary;
    private readonly Lazy<Task<PostgresServer>> _server = new(static () => PostgresServer.StartNewAsync());

    public NativeAgentWithPostgres(TemplatePackage template)
    {
        _scaffold = new Lazy<Task<Scaffold>>(() => template.CreateAsync("Acme.Durable", "--framework", "net9.0", "--store", "postgres"));
        _binary = new Lazy<Task<string>>(PublishAsync);
    }

    internal Task<Scaffold> Scaffold => _scaffold.Value;

    internal Task<string> Binary => _binary.Value;

    /// <summary>An empty database.</summary>
    internal async Task<NpgsqlConnectionStringBuilder> NewDatabaseAsync(string name)
    {
        await RunAsync($"create database {name}");
        return new((await _server.Value).Connection.ConnectionString) { Database = name };
    }

    /// <summary>Runs statements as the administrator.</summary>
    internal async Task RunAsync(string sql, NpgsqlConnectionStringBuilder? database = null)
    {
        await using var source = new NpgsqlSlimDataSourceBuilder((database ?? (await _server.Value).Connection).ConnectionString).Build();
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    internal async Task<ProcessStartInfo> CommandAsync(NpgsqlConnectionStringBuilder? database, params IEnumerable<string> arguments)
    {
        var binary = await Binary;
        var command = Tool.Command(binary, Path.GetDirectoryName(binary)!, arguments);
        command.Environment["ConnectionStrings__Tasks"] = database?.ConnectionString;
        return command;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated)
        {
            await (await _server.Value).DisposeAsync();
        }
    }

    private async Task<string> PublishAsync()
    {
        var scaffold = await Scaffold;
        await scaffold.BuildAsync();
        return await scaffold.PublishAsync();
    }
}
