using System.Net;

namespace A2AAgent.Server.Push.Guard;

/// <summary>Looks names up.</summary>
internal interface IHostResolver
{
    /// <exception cref="System.Net.Sockets.SocketException">There is no such name, or nobody to ask.</exception>
    ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);
}

/// <summary>Looks names up as the machine does.</summary>
internal sealed class SystemResolver : IHostResolver
{
    public async ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        await Dns.GetHostAddressesAsync(host, cancellationToken);
}
