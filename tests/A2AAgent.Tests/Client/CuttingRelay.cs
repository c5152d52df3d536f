using System.Net;
using System.Net.Sockets;

namespace A2AAgent.Tests.Client;

/// <summary>Stands between a client and an agent, and can cut every connection, as a network does.</summary>
internal sealed class CuttingRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _target;
    private readonly Task _accepting;
    private CancellationTokenSource _cut = new();
    private volatile bool _isClosed;

    public CuttingRelay(Uri target)
    {
        _target = target.Port;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Cuts the connections that there are; new ones go through.</summary>
    public Task CutAsync() => Interlocked.Exchange(ref _cut, new CancellationTokenSource()).CancelAsync();

    /// <summary>Cuts the connections that there are, and each new one at once, until it is opened again.</summary>
    public Task CloseAsync()
    {
        _isClosed = true;
        return CutAsync();
    }

    public void Open() => _isClosed = false;

    public async ValueTask DisposeAsync()
    {
        await CutAsync();
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                if (_isClosed)
                {
                    client.Client.Close(0);
                }
                else
                {
                    _ = PassAsync(client, _cut.Token);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task PassAsync(TcpClient accepted, CancellationToken cut)
    {
        using var client = accepted;
        using var server = new TcpClient();
        await using var close = cut.Register(() =>
        {
            client.Client.Close(0);
            server.Client.Close(0);
        });
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);
            await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream(), cut), server.GetStream().CopyToAsync(client.GetStream(), cut));
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }
}
