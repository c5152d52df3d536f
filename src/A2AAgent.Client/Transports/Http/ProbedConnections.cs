using System.Net.Sockets;

namespace A2AAgent.Client.Transports.Http;

/// <summary>
/// Connections whose other end is asked by TCP whether it is there when nothing comes, which no server minds: after 15 seconds, and given up
/// after three questions, 5 seconds apart.
/// </summary>
internal static class ProbedConnections
{
    private const int QuietSeconds = 15;
    private const int IntervalSeconds = 5;
    private const int Probes = 3;

    public static async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);

            // Not before: .NET 9 connects a socket that has them to an address only, not to the name of a host.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, optionValue: true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, QuietSeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, IntervalSeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Probes);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
