using A2AAgent.Protocol;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Client;

public sealed class JsonRpcClientContract : BindingContract
{
    private protected override IBindingClient Connect(AgentHost host) => new ClientBinding(host, ProtocolBindings.JsonRpc);
}

public sealed class HttpJsonClientContract : BindingContract
{
    private protected override IBindingClient Connect(AgentHost host) => new ClientBinding(host, ProtocolBindings.HttpJson);
}

public sealed class GrpcClientContract : BindingContract
{
    private protected override IBindingClient Connect(AgentHost host) => new ClientBinding(host, ProtocolBindings.Grpc);
}
