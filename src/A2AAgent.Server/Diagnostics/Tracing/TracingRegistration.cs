using A2AAgent.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace A2AAgent.Server.Diagnostics.Tracing;

/// <summary>Adds the spans of every agent.</summary>
internal static class TracingRegistration
{
    /// <summary>The key of the service that calls reach behind <see cref="TracedAgentService"/>.</summary>
    private const string Inner = "A2AAgent.Untraced";

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<ServerSpans>();
        services.AddSingleton<OperationSpans>();
        services.AddSingleton<SkillSpans>();
    }

    /// <summary>Puts itself in front of the agent's service, once that is known.</summary>
    public static void Complete(IServiceCollection services)
    {
        var inner = services.Last(static service => service.ServiceType == typeof(IAgentService) && !service.IsKeyedService);
        services.AddKeyedSingleton(typeof(IAgentService), Inner, inner.ImplementationType!);
        services.Replace(ServiceDescriptor.Singleton<IAgentService>(static provider =>
            new TracedAgentService(provider.GetRequiredKeyedService<IAgentService>(Inner), provider.GetRequiredService<ServerSpans>())));
    }
}
