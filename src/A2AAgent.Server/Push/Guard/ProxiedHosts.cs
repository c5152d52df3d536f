using System.Net;
using System.Net.Sockets;

namespace A2AAgent.Server.Push.Guard;

/// <summary>
/// What can be known here of a host that a proxy will dial: an address is checked, and so is what a name means here, where the names of the cluster
/// and of cloud metadata are known. A name that is not is the proxy's to look up and to judge.
/// </summary>
internal sealed class ProxiedHosts(PushPolicy policy, IHostResolver resolver)
{
    /// <exception cref="ClosedAddressException">The host is, or may be, where webhooks must not go.</exception>
    public async ValueTask CheckAsync(string host, CancellationToken cancellationToken)
    {
        foreach (var address in IPAddress.TryParse(host, out var literal) ? [literal] : await ResolveAsync(host, cancellationToken))
        {
            // One is enough: which of them the proxy takes cannot be known.
            if (!policy.Allows(address))
            {
                throw new ClosedAddressException();
            }
        }
    }

    private async ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            return await resolver.ResolveAsync(host, cancellationToken);
        }
        catch (SocketException)
        {
            return [];
        }
    }
}
