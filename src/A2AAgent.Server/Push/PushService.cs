using Microsoft.Extensions.Hosting;

namespace A2AAgent.Server.Push;

/// <summary>Ties push notifications to the life of the process.</summary>
internal sealed class PushService(IWebhooks webhooks, PushOptions options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        webhooks.Start();
        return Task.CompletedTask;
    }

    /// <summary>Delivers what the drained tasks have left, as far as time allows.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => webhooks.DrainAsync(options.DrainTimeout).WaitAsync(cancellationToken);
}
