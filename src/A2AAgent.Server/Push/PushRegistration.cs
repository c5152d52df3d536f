using System.Net;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Execution;
using A2AAgent.Server.Push.Configs;
using A2AAgent.Server.Push.Delivery;
using A2AAgent.Server.Push.Guard;
using A2AAgent.Server.Push.Outbox;
using A2AAgent.Server.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace A2AAgent.Server.Push;

/// <summary>Adds push notifications to an agent that declares them.</summary>
internal static class PushRegistration
{
    /// <remarks>Before the services of tasks: hosted services stop in the reverse order, and the tasks' last events are to be delivered.</remarks>
    public static void Add(IServiceCollection services, AgentOptions options, bool development)
    {
        services.AddSingleton(options.Push);
        services.AddSingleton(new PushPolicy(options.Push, development));
        services.TryAddSingleton<IHostResolver, SystemResolver>();
        services.AddSingleton<GuardedDialer>();
        services.AddSingleton<ProxiedHosts>();
        services.AddSingleton(static provider => new WebhookClient(
            provider.GetRequiredService<PushOptions>(), provider.GetRequiredService<GuardedDialer>(), provider.GetRequiredService<ProxiedHosts>(), provider.GetService<IWebProxy>() ?? HttpClient.DefaultProxy));
        services.AddSingleton<PushSender>();
        services.AddSingleton<PushMetrics>();
        services.AddSingleton<PushDelivery>();
        services.AddSingleton(Choose);
        services.AddSingleton<IEventSink>(static provider => provider.GetRequiredService<IWebhooks>());
        services.AddSingleton<IPushOperations, PushOperations>();
        services.AddHostedService<PushService>();
    }

    /// <summary>A store that keeps tasks where all replicas find them brings an outbox that keeps their webhooks there.</summary>
    private static IWebhooks Choose(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<PushOptions>();
        var delivery = provider.GetRequiredService<PushDelivery>();
        if (provider.GetService<IPushOutbox>() is { } outbox)
        {
            return outbox.Open(delivery, options, provider.GetRequiredService<TimeProvider>());
        }

        var memory = new PushMemory(options);
        return new InMemoryWebhooks(new PushStore(options, memory), new PushHub(delivery, memory), delivery, provider.GetRequiredService<ITaskStore>());
    }
}
