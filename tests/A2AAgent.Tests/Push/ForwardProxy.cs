using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace A2AAgent.Tests.Push;

/// <summary>A small HTTP proxy as companies put before the Internet: tunnels with CONNECT, and requests with whole URLs. It alone knows where hosts are.</summary>
internal sealed class ForwardProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly Func<string, int> _portOf;
    private readonly Task _accepting;

    /// <param name="portOf">The port on loopback where a host, with its port, really is; 0 refuses it.</param>
    public ForwardProxy(Func<string, int> portOf)
    {
        _portOf = portOf;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>The first line of each connection, without the version.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = client.GetStream();
                var head = await ReadHeadAsync(stream);
                var parts = Encoding.ASCII.GetString(head).Split("\r\n")[0].Split(' ');
                _requests.Enqueue($"{parts[0]} {parts[1]}");
                var isTunnel = parts[0] == "CONNECT";
                var port = _portOf(isTunnel ? parts[1] : new Uri(parts[1]).Authority);
                if (port == 0)
                {
                    await stream.WriteAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), _stop.Token);
                    return;
                }

                using var target = new TcpClient();
                await target.ConnectAsync(IPAddress.Loopback, port, _stop.Token);
                await using var other = target.GetStream();
                await (isTunnel ? stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), _stop.Token) : other.WriteAsync(head, _stop.Token));
                await Task.WhenAny(stream.CopyToAsync(other, _stop.Token), other.CopyToAsync(stream, _stop.Token));
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // Either end has gone.
            }
        }
    }

    private async Task<byte[]> ReadHeadAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!(head.Count >= 4 && head[^4..].SequenceEqual("\r\n\r\n"u8.ToArray())))
        {
            await stream.ReadExactlyAsync(one, _stop.Token);
            head.Add(one[0]);
        }

        return [.. head];
    }
}
