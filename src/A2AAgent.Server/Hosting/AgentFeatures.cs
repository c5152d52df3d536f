using A2AAgent.Server.Configuration;
using A2AAgent.Server.Push;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Server;

/// <summary>Adds what an agent declares beside its skills; called by generated code, so that the rest stays out of a trimmed binary.</summary>
public sealed class AgentFeatures
{
    private readonly IServiceCollection _services;
    private readonly AgentOptions _options;
    private readonly bool _development;

    internal AgentFeatures(IServiceCollection services, AgentOptions options, bool development) =>
        (_services, _options, _development) = (services, options, development);

    /// <summary>Adds push notifications (specification, section 4.3).</summary>
    public void AddPushNotifications() => PushRegistration.Add(_services, _options, _development);
}
