using System.Net;
using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;

namespace A2AAgent.Server.Push;

/// <summary>What the settings of push notifications must be.</summary>
internal static class PushOptionsRules
{
    /// <exception cref="AgentConfigurationException">A setting is wrong.</exception>
    public static void Check(PushOptions options)
    {
        AgentOptionsReader.AtLeastOne("Push:MaxConfigs", options.MaxConfigs);
        AgentOptionsReader.AtLeastOne("Push:MaxQueued", options.MaxQueued);
        AgentOptionsReader.AtLeastOne("Push:MaxBytes", options.MaxBytes);
        AgentOptionsReader.AtLeastOne("Push:MaxAttempts", options.MaxAttempts);
        AgentOptionsReader.AtLeastOne("Push:Concurrency", options.Concurrency);
        AgentOptionsReader.Positive("Push:Timeout", options.Timeout);
        AgentOptionsReader.Positive("Push:FirstDelay", options.FirstDelay);
        AgentOptionsReader.Positive("Push:MaxDelay", options.MaxDelay);
        AgentOptionsReader.Positive("Push:DrainTimeout", options.DrainTimeout);
        if (options.MaxDelay < options.FirstDelay)
        {
            throw new AgentConfigurationException(
                $"Agent:Push:MaxDelay is {options.MaxDelay:c}; it must be at least as long as Agent:Push:FirstDelay, {options.FirstDelay:c}.");
        }

        Networks(options);
    }

    /// <exception cref="AgentConfigurationException">A network is not one.</exception>
    public static IReadOnlyList<IPNetwork> Networks(PushOptions options)
    {
        var networks = new IPNetwork[options.AllowedNetworks.Count];
        for (var i = 0; i < networks.Length; i++)
        {
            var text = options.AllowedNetworks[i];

            // 10.0.0.1/8 may mean one host or sixteen million.
            networks[i] = IPNetwork.TryParse(text, out var network) && network.BaseAddress.Equals(IPAddress.Parse(text.AsSpan(0, text.IndexOf('/', StringComparison.Ordinal))))
                ? network
                : throw new AgentConfigurationException(
                    $"Agent:Push:AllowedNetworks:{i} is '{text}'; it must be a network such as 10.42.0.0/16 or fd12:3456::/32, with no bits set behind the prefix.");
        }

        return networks;
    }
}
