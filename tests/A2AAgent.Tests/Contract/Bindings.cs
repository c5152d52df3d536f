using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Contract;

public sealed class JsonRpcContract : RequestContract
{
    private protected override IBindingClient Connect(AgentHost host) => new JsonRpcClient(host);
}

public sealed class GrpcContract : RequestContract
{
    private protected override IBindingClient Connect(AgentHost host) => new GrpcClient(host);
}

public sealed class HttpJsonContract : RequestContract
{
    private protected override IBindingClient Connect(AgentHost host) => new HttpJsonClient(host);
}
