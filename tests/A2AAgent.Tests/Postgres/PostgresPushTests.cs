using A2AAgent.Postgres;
using A2AAgent.Tests.Push;
using A2AAgent.Tests.V03;

namespace A2AAgent.Tests.Postgres;

public sealed class PostgresDeliveryTests : DeliveryContract
{
    private protected override Task<PushHost> StartAsync(params (string Key, string Value)[] settings) => PushHost.StartOverPostgresAsync(settings);
}

public sealed class PostgresFailingReceiverTests : FailingReceiverContract
{
    private protected override Task<PushHost> StartAsync(params (string Key, string Value)[] settings) => PushHost.StartOverPostgresAsync(settings);
}

public sealed class PostgresPushSecretTests : PushSecretContract
{
    private protected override Task<PushHost> StartAsync(params (string Key, string Value)[] settings) => PushHost.StartOverPostgresAsync(settings);
}

public sealed class PostgresEarlierVersionPushTests : EarlierVersionPushContract, IAsyncDisposable
{
    private Database? _database;

    private protected override async Task<V03Host> StartAsync()
    {
        _database = await SharedPostgres.NewAsync();
        return await V03Host.StartAsync<PushAgent>(static builder => builder.AddPostgresTasks(), PushHost.Settings(_database));
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }
}
