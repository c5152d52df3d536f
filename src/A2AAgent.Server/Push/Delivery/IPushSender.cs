using A2AAgent.Server.Push.Configs;

namespace A2AAgent.Server.Push.Delivery;

/// <summary>Sends one event to one webhook, once: between the queues and what a binary may have been published without.</summary>
internal interface IPushSender
{
    /// <summary>Never throws: whatever a receiver does is an outcome.</summary>
    Task<Attempt> SendAsync(PushConfig config, PushEvent item, CancellationToken cancellationToken);
}
