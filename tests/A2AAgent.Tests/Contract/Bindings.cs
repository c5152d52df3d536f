using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Contract;

public sealed class JsonRpcContract : BindingContract
{
    private protected override IBindingClient Connect(AgentHost host) => new JsonRpcClient(host);
}

public sealed class GrpcContract : BindingContract
{
    private protected override IBindingClient Connect(AgentHost host) => new GrpcClient(host);
}

public sealed class HttpJsonContract : BindingContract
{
    private protected override IBindingClient Connect(AgentHost host) => new HttpJsonClient(host);
}
