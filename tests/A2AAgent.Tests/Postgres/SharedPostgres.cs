using A2AAgent.Postgres;
using A2AAgent.Tests.Postgres;

[assembly: AssemblyFixture(typeof(SharedPostgres))]

namespace A2AAgent.Tests.Postgres;

/// <summary>The server of all tests that do no harm to it, started by the first one. Each has a schema of its own.</summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> Server = new(static () => PostgresServer.StartNewAsync());
    private static int _schemas;

    /// <summary>A schema that is not yet there.</summary>
    internal static async Task<Database> NewAsync() => new(
        (await Server.Value).Connection, new PostgresOptions { Schema = $"test_{Interlocked.Increment(ref _schemas)}", MaxConnections = 8 });

    public async ValueTask DisposeAsync()
    {
        if (Server.IsValueCreated)
        {
            await (await Server.Value).DisposeAsync();
        }
    }
}
