using A2AAgent.Tests.Push;

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
