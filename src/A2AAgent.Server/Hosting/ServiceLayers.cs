using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Diagnostics.Tracing;
using A2AAgent.Server.Operations.Timestamps;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace A2AAgent.Server.Hosting;

/// <summary>What stands between the bindings and the agent's service, once that is known.</summary>
internal static class ServiceLayers
{
    /// <summary>The key of the service behind all layers.</summary>
    public const string Innermost = "A2AAgent.Innermost";

    public static void Complete(IServiceCollection services, AgentOptions options)
    {
        var inner = services.Last(static service => service.ServiceType == typeof(IAgentService) && !service.IsKeyedService);
        services.AddKeyedSingleton(typeof(IAgentService), Innermost, inner.ImplementationType!);
        services.Replace(ServiceDescriptor.Singleton<IAgentService>(provider => Outermost(provider, options.Card.TaskTimestamps)));
    }

    private static TracedAgentService Outermost(IServiceProvider provider, bool stamped)
    {
        var service = provider.GetRequiredKeyedService<IAgentService>(Innermost);
        return new TracedAgentService(stamped ? new StampingAgentService(service) : service, provider.GetRequiredService<ServerSpans>());
    }
}
