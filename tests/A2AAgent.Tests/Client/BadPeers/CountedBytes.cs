using System.Net.Sockets;
using A2AAgent.Client;

namespace A2AAgent.Tests.Client.BadPeers;

/// <summary>Counts what a client reads from its connections.</summary>
internal sealed class CountedBytes
{
    private long _read;

    public long Read => Interlocked.Read(ref _read);

    public void Watch(AgentClientOptions options) => options.ConfigureHandler = handler => handler.ConnectCallback = async (context, cancellationToken) =>
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
        return new Counting(socket, this);
    };

    private sealed class Counting(Socket socket, CountedBytes count) : NetworkStream(socket, ownsSocket: true)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            Interlocked.Add(ref count._read, read);
            return read;
        }
    }
}
