using A2AAgent.Postgres;
using A2AAgent.Server;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Idempotency;

/// <summary>The contract where each call may find another replica's database.</summary>
public sealed class PostgresIdempotency : IdempotencyContract
{
    private Database? _database;

    private protected override IBindingClient Connect(AgentHost host) => new JsonRpcClient(host);

    private protected override Task<AgentHost> StartAsync(params (string Key, string Value)[] settings) => Replica.StartAsync(_database!, Runs, settings);

    public override async ValueTask InitializeAsync()
    {
        _database = await SharedPostgres.NewAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _database!.DisposeAsync();
    }
}

/// <summary>Agents over one database.</summary>
internal static class Replica
{
    public static Task<AgentHost> StartAsync(Database database, Runs runs, params (string Key, string Value)[] settings) =>
        StartAsync<OnceAgent>(database, builder => builder.Services.AddSingleton(runs), settings);

    public static Task<AgentHost> StartAsync<TAgent>(Database database, Action<WebApplicationBuilder> configure, params (string Key, string Value)[] settings)
        where TAgent : class, IAgent<TAgent> => AgentHost.StartAsync<TAgent>(
        builder =>
        {
            configure(builder);
            builder.AddPostgresTasks();
        },
        [
            .. OnceAgent.Keys,
            ("ConnectionStrings:Tasks", database.ConnectionString),
            ("Agent:Tasks:Postgres:Schema", database.Options.Schema),
            ("Agent:Tasks:Postgres:Lease", "00:00:02"),
            ("Agent:Tasks:Idempotency", "true"),
            .. settings,
        ]);
}
