using A2AAgent.Server.Push.Delivery;
using A2AAgent.Server.Tasks;
using Microsoft.Extensions.Hosting;

namespace A2AAgent.Server.Push;

/// <summary>Ties push notifications to the life of the process.</summary>
internal sealed class PushService(PushDelivery delivery, PushHub hub, ITaskStore tasks, PushOptions options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (tasks is InMemoryTaskStore memory)
        {
            memory.HasFollowers = hub.Has;
        }

        return Task.CompletedTask;
    }

    /// <summary>Delivers what the drained tasks have left, as far as time allows.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => delivery.DrainAsync(options.DrainTimeout).WaitAsync(cancellationToken);
}
