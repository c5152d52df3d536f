using System.Globalization;
using System.Net;
using A2AAgent.Protocol;

namespace A2AAgent.Server.Security.Certificates;

/// <summary>The networks of proxies that are believed.</summary>
internal sealed class TrustedProxies
{
    private readonly IPNetwork[] _networks;

    /// <param name="entries">Networks, or single addresses.</param>
    /// <param name="setting">The setting that has them, for errors.</param>
    /// <exception cref="AgentConfigurationException">An entry is neither, or there are none.</exception>
    public TrustedProxies(IReadOnlyList<string> entries, string setting)
    {
        if (entries.Count == 0)
        {
            throw new AgentConfigurationException($"{setting} is empty, so no proxy would be believed; list the networks of the proxies, for example 10.0.0.0/8, or 127.0.0.1/32 for a sidecar.");
        }

        _networks = [.. entries.Select((entry, index) => Parse(entry, string.Create(CultureInfo.InvariantCulture, $"{setting}:{index}")))];
    }

    public bool Contains(IPAddress address)
    {
        // A socket for both families shows IPv4 peers as IPv6.
        var peer = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var network in _networks)
        {
            if (network.Contains(peer))
            {
                return true;
            }
        }

        return false;
    }

    private static IPNetwork Parse(string entry, string setting)
    {
        // 10.0.0.1/8 may mean one host or sixteen million.
        if (IPNetwork.TryParse(entry, out var network) && network.BaseAddress.Equals(IPAddress.Parse(entry.AsSpan(0, entry.IndexOf('/', StringComparison.Ordinal)))))
        {
            return network;
        }

        // A number alone is an address too, but nobody means that.
        return IPAddress.TryParse(entry, out var address) && (entry.Contains(':', StringComparison.Ordinal) || address.ToString() == entry)
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new AgentConfigurationException($"{setting} is '{entry}'; it must be an address or a network, for example 10.0.0.0/8 or fd00::/8.");
    }
}
