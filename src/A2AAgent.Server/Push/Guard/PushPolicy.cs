using System.Net;

namespace A2AAgent.Server.Push.Guard;

/// <summary>Where push notifications may go.</summary>
internal sealed class PushPolicy
{
    private static readonly IPNetwork[] Loopback = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")];

    private readonly IReadOnlyList<IPNetwork> _allowed;

    public PushPolicy(PushOptions options, bool development)
    {
        AllowsHttp = options.AllowHttp ?? development;
        _allowed = development ? [.. PushOptionsRules.Networks(options), .. Loopback] : PushOptionsRules.Networks(options);
    }

    public bool AllowsHttp { get; }

    /// <remarks>IPv4 in the form of IPv6 is closed: nobody needs it, and <see cref="IPNetwork"/> takes it for either.</remarks>
    public bool Allows(IPAddress address) => !address.IsIPv4MappedToIPv6
        && !SpecialAddresses.IsMetadata(address)
        && (SpecialAddresses.IsPublic(address) || IsListed(address));

    private bool IsListed(IPAddress address)
    {
        for (var i = 0; i < _allowed.Count; i++)
        {
            if (_allowed[i].Contains(address))
            {
                return true;
            }
        }

        return false;
    }
}
