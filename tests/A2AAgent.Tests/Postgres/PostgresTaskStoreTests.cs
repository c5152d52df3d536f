using A2AAgent.Server.Configuration;
using A2AAgent.Server.Tasks;
using A2AAgent.Tests.Tasks;

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

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _databases)
        {
            await database.DisposeAsync();
        }
    }
}
