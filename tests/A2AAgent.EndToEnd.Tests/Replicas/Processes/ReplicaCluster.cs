using A2AAgent.EndToEnd.Tests.Tools;
using A2AAgent.Tests.Postgres;
using Npgsql;

namespace A2AAgent.EndToEnd.Tests.Replicas.Processes;

/// <summary>The tests that share the replicas, one after the other: each does harm to them.</summary>
[CollectionDefinition(nameof(ReplicaCluster), DisableParallelization = true)]
public sealed class ReplicaClusterTestGroup : ICollectionFixture<ReplicaCluster>;

/// <summary>Three native processes of one agent behind nginx, and their database.</summary>
public sealed class ReplicaCluster : IAsyncLifetime
{
    /// <summary>What the replicas have: short, since tests wait for it.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);

    private const int Count = 3;

    private readonly TemporaryFolder _folder = new();
    private readonly List<Replica> _replicas = [];
    private PostgresServer? _server;
    private GuardedProcess? _balancer;
    private NpgsqlDataSource? _source;

    internal IReadOnlyList<Replica> Replicas => _replicas;

    internal NpgsqlDataSource Database => _source!;

    /// <summary>Where clients go.</summary>
    internal Uri Address { get; private set; } = new("http://localhost");

    public async ValueTask InitializeAsync()
    {
        var binary = await ReplicaBinary.PublishAsync(_folder);
        _server = await PostgresServer.StartNewAsync("fsync=on", "max_connections=100");
        _source = new NpgsqlSlimDataSourceBuilder(_server.Connection.ConnectionString).Build();

        // A network of its own: ports that no other process has, also while a replica is away.
        var network = $"127.{Random.Shared.Next(1, 255)}.{Random.Shared.Next(0, 256)}";
        for (var i = 1; i <= Count; i++)
        {
            _replicas.Add(new Replica($"replica{i}", $"{network}.{i + 1}", binary, Settings(), _folder.Path));
        }

        Address = new Uri($"http://{network}.1:8080");
        _balancer = await Balancer.StartAsync($"{network}.1:8080", _replicas, _folder);
        await HealAsync();
    }

    /// <summary>Makes all replicas run and be ready.</summary>
    internal Task HealAsync() => Task.WhenAll(_replicas.Select(static replica => replica.HealAsync()));

    /// <summary>Ends the database, as a crash or in good order, and starts it again.</summary>
    internal async Task RestartDatabaseAsync(bool crashes)
    {
        await (crashes ? _server!.KillAsync() : _server!.StopAsync());
        await _server.StartAsync();
        Database.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in _replicas)
        {
            await replica.DisposeAsync();
        }

        if (_balancer is not null)
        {
            await _balancer.DisposeAsync();
        }

        if (_server is not null)
        {
            await _source!.DisposeAsync();
            await _server.DisposeAsync();
        }

        _folder.Dispose();
    }

    private Dictionary<string, string?> Settings() => new()
    {
        ["ConnectionStrings__Tasks"] = _server!.Connection.ConnectionString,
        ["Agent__Tasks__Postgres__Lease"] = $"{Lease:c}",
        ["Agent__Tasks__Idempotency"] = "true",
        ["Agent__Limits__Heartbeat"] = "00:00:01",
        ["Agent__Security__AllowAnonymous"] = "true",
        ["Agent__Push__AllowHttp"] = "true",
        ["Agent__Push__AllowedNetworks__0"] = "127.0.0.0/8",
    };
}
