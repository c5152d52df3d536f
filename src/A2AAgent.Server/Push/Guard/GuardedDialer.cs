using System.Net;
using System.Net.Sockets;

namespace A2AAgent.Server.Push.Guard;

/// <summary>
/// Opens connections to webhooks. Each resolves the name anew and checks the very address that it then connects to: a name that was
/// harmless a minute ago may point into the cluster now.
/// </summary>
internal sealed class GuardedDialer(PushPolicy policy, IHostResolver resolver)
{
    /// <exception cref="ClosedAddressException">No address of the host may be dialed.</exception>
    /// <exception cref="SocketException">No address could be reached, or the name is unknown.</exception>
    public async ValueTask<Stream> DialAsync(DnsEndPoint target, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await resolver.ResolveAsync(target.Host, cancellationToken);
        Exception? unreachable = null;
        foreach (var address in addresses)
        {
            if (!policy.Allows(address))
            {
                continue;
            }

            try
            {
                return await ConnectAsync(new IPEndPoint(address, target.Port), cancellationToken);
            }
            catch (SocketException e)
            {
                unreachable = e;
            }
        }

        throw unreachable ?? (addresses.Length > 0 ? (Exception)new ClosedAddressException() : new SocketException((int)SocketError.HostNotFound));
    }

    private static async ValueTask<Stream> ConnectAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The host resolves to addresses that may not be dialed, and to no other.</summary>
internal sealed class ClosedAddressException() : IOException("The host is not on the public Internet, and not in Agent:Push:AllowedNetworks.");
