using A2AAgent.Client;
using A2AAgent.Protocol;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Client;

/// <summary>Clients of agents in tests: over one binding, and without retries unless a test wants them.</summary>
internal static class Clients
{
    public const string Name = "the agent";

    /// <summary>Every binding, for theories.</summary>
    public static TheoryData<string> Bindings => [ProtocolBindings.JsonRpc, ProtocolBindings.HttpJson, ProtocolBindings.Grpc];

    public static AgentClient Of(AgentHost host, string binding, Action<AgentClientOptions>? configure = null) => Of(host.Url, binding, configure);

    public static AgentClient Of(Uri url, string binding, Action<AgentClientOptions>? configure = null) => new(new AgentAddress(url), Options(binding, configure));

    public static AgentClientOptions Options(string binding, Action<AgentClientOptions>? configure = null)
    {
        var options = new AgentClientOptions { Name = Name };
        options.Bindings.Clear();
        options.Bindings.Add(binding);
        options.Resilience.MaxRetries = 0;
        configure?.Invoke(options);
        return options;
    }
}
