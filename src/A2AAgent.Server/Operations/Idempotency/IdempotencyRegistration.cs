using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace A2AAgent.Server.Operations.Idempotency;

/// <summary>Puts idempotency in front of the agent's service.</summary>
internal static class IdempotencyRegistration
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<AgentService>();
        services.AddSingleton<SendGates>();
        services.TryAddSingleton<IReplyLog>(static provider => InMemory(provider));
        services.AddSingleton<RecordedReplies>();
        services.AddSingleton<KnownSends>();
        services.AddSingleton<TaskFollower>();
        services.Replace(ServiceDescriptor.Singleton<IAgentService, IdempotentAgentService>());
    }

    private static InMemoryReplyLog InMemory(IServiceProvider provider)
    {
        var tasks = provider.GetRequiredService<ITaskStore>();
        var log = new InMemoryReplyLog(tasks, provider.GetRequiredService<TaskOptions>(), provider.GetRequiredService<TimeProvider>());
        if (tasks is InMemoryTaskStore store)
        {
            store.IsTaken = log.Knows;
        }

        return log;
    }
}
