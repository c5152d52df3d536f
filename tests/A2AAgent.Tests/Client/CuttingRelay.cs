using System.Net;
using System.Net.Sockets;

namespace A2AAgent.Tests.Client;

/// <summary>Stands between a client and an agent, and can cut every connection or let it fall silent, as a network does.</summary>
internal sealed class CuttingRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _target;
    private readonly Task _accepting;
    private CancellationTokenSource _cut = new();
    private CancellationTokenSource _silence = new();
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

    /// <summary>Nothing comes through any more on the connections that there are, and nobody is told; new ones go through.</summary>
    public Task SilenceAsync() => Interlocked.Exchange(ref _silence, new CancellationTokenSource()).CancelAsync();

    /// <summary>Nothing comes through any more, on new connections neither.</summary>
    public Task VanishAsync() => _silence.CancelAsync();

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
                    _ = PassAsync(client, _silence.Token, _cut.Token);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task PassAsync(TcpClient accepted, CancellationToken silence, CancellationToken cut)
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
            await Task.WhenAny(CopyAsync(client, server, silence, cut), CopyAsync(server, client, silence, cut));
        }
        catch (Exception e) when (IsEnd(e))
        {
        }
    }

    /// <summary>What is sent in silence is lost, and so is the end of the connection.</summary>
    private static async Task CopyAsync(TcpClient from, TcpClient to, CancellationToken silence, CancellationToken cut)
    {
        try
        {
            var buffer = new byte[16 * 1024];
            while (await from.GetStream().ReadAsync(buffer, cut) is var read and > 0)
            {
                if (!silence.IsCancellationRequested)
                {
                    await to.GetStream().WriteAsync(buffer.AsMemory(0, read), cut);
                }
            }
        }
        catch (Exception e) when (IsEnd(e) && silence.IsCancellationRequested)
        {
        }

        if (silence.IsCancellationRequested)
        {
            await Task.Delay(Timeout.Infinite, cut);
        }
    }

    private static bool IsEnd(Exception failure) => failure is IOException or SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException;
}
