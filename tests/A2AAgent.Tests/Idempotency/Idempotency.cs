using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Idempotency;

public sealed class JsonRpcIdempotency : IdempotencyContract
{
    private protected override IBindingClient Connect(AgentHost host) => new JsonRpcClient(host);
}

public sealed class HttpJsonIdempotency : IdempotencyContract
{
    private protected override IBindingClient Connect(AgentHost host) => new HttpJsonClient(host);
}

public sealed class GrpcIdempotency : IdempotencyContract
{
    private protected override IBindingClient Connect(AgentHost host) => new GrpcClient(host);
}
