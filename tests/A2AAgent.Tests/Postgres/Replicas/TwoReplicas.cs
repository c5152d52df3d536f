using A2AAgent.Postgres;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using Npgsql;

namespace A2AAgent.Tests.Postgres.Replicas;

/// <summary>Two replicas of an agent over one database, each on a network of its own; the first one's can be cut.</summary>
public abstract class TwoReplicas : IAsyncLifetime
{
    private protected static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);

    private protected Database? _database;
    private protected DroppingProxy? _network;
    private AgentHost? _first;
    private AgentHost? _second;

    private protected AgentHost First => _first!;

    private protected AgentHost Second => _second!;

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await SharedPostgres.NewAsync();
        _network = new DroppingProxy(new NpgsqlConnectionStringBuilder(_database.ConnectionString).Host!);
        _first = await StartAsync($"Host=127.0.0.1;Port={_network.Port};Username=agent;Database=postgres");
        _second = await StartAsync(_database.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await First.DisposeAsync();
        await Second.DisposeAsync();
        await _network!.DisposeAsync();
        await _database!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Begins a task on the first replica, whose skill runs when this returns.</summary>
    private protected async Task<string> BeginAsync(string skill)
    {
        await new HttpJsonClient(First).CallAsync("SendMessage", TestJson.Text(skill, "x", configuration: new { returnImmediately = true }));
        return await First.Script.NextStartedAsync(Token);
    }

    private protected async Task<AgentHost> StartAsync(string connection) => await AgentHost.StartAsync<LongAgent>(
        static builder => builder.AddPostgresTasks(),
        ("ConnectionStrings:Tasks", connection),
        ("Agent:Tasks:Postgres:Schema", _database!.Options.Schema),
        ("Agent:Tasks:Postgres:MaxConnections", "8"),
        ("Agent:Tasks:Postgres:Lease", Lease.ToString()),
        ("Agent:Tasks:CancelGrace", "00:00:00.3"),
        ("Agent:Limits:DrainTimeout", "00:00:01"));
}
