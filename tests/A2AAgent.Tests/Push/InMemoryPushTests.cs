using A2AAgent.Tests.V03;

namespace A2AAgent.Tests.Push;

public sealed class InMemoryDeliveryTests : DeliveryContract
{
    private protected override Task<PushHost> StartAsync(params (string Key, string Value)[] settings) => PushHost.StartAsync(settings);
}

public sealed class InMemoryFailingReceiverTests : FailingReceiverContract
{
    private protected override Task<PushHost> StartAsync(params (string Key, string Value)[] settings) => PushHost.StartAsync(settings);
}

public sealed class InMemoryPushSecretTests : PushSecretContract
{
    private protected override Task<PushHost> StartAsync(params (string Key, string Value)[] settings) => PushHost.StartAsync(settings);
}

public sealed class InMemoryEarlierVersionPushTests : EarlierVersionPushContract
{
    private protected override Task<V03Host> StartAsync() => V03Host.StartAsync<PushAgent>();
}
