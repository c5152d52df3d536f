using System.Net;
using System.Net.Sockets;

namespace A2AAgent.Tests.Postgres;

/// <summary>Stands between a client and the server, and can cut a connection when the server has answered and before the client hears of it.</summary>
internal sealed class DroppingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _socket;
    private readonly Task _accepting;
    private string? _dropAnswerTo;
    private CancellationTokenSource _cut = new();
    private volatile bool _isCut;
    private int _requests;

    public DroppingProxy(string folder)
    {
        _socket = Path.Combine(folder, ".s.PGSQL.5432");
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many times the client has sent something and waited for the answer.</summary>
    public int RoundTrips => Volatile.Read(ref _requests);

    /// <summary>Loses the answer to the next request that contains a text; the server has carried the request out by then.</summary>
    public void DropAnswerTo(string text) => Volatile.Write(ref _dropAnswerTo, text);

    /// <summary>Takes the network away, until it is restored: open connections break, and new ones are refused.</summary>
    public Task CutAsync()
    {
        _isCut = true;
        return _cut.CancelAsync();
    }

    public void Restore()
    {
        _cut.Dispose();
        _cut = new CancellationTokenSource();
        _isCut = false;
    }

    public async ValueTask DisposeAsync()
    {
        await _cut.CancelAsync();
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _cut.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                if (_isCut)
                {
                    client.Dispose();
                }
                else
                {
                    _ = ServeAsync(client);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient accepted)
    {
        using var client = accepted;
        await using var cut = _cut.Token.Register(static client => ((TcpClient)client!).Client.Close(0), client);
        using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await server.ConnectAsync(new UnixDomainSocketEndPoint(_socket), _stop.Token);
            await using var up = new NetworkStream(server);
            await using var down = client.GetStream();
            await PassAsync(down, up);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }

    private async Task PassAsync(NetworkStream down, NetworkStream up)
    {
        var (dropping, asked) = (false, false);
        var request = Task.Run(async () =>
        {
            var buffer = new byte[64 * 1024];
            int count;
            while ((count = await down.ReadAsync(buffer, _stop.Token)) > 0)
            {
                if (!Volatile.Read(ref asked))
                {
                    Volatile.Write(ref asked, true);
                    Interlocked.Increment(ref _requests);
                }

                if (_dropAnswerTo is { } text && System.Text.Encoding.Latin1.GetString(buffer, 0, count).Contains(text, StringComparison.Ordinal))
                {
                    Volatile.Write(ref _dropAnswerTo, null);
                    Volatile.Write(ref dropping, true);
                }

                await up.WriteAsync(buffer.AsMemory(0, count), _stop.Token);
            }
        });
        var answer = new byte[64 * 1024];
        int received;
        while ((received = await up.ReadAsync(answer, _stop.Token)) > 0 && !Volatile.Read(ref dropping))
        {
            Volatile.Write(ref asked, false);
            await down.WriteAsync(answer.AsMemory(0, received), _stop.Token);
        }

        down.Close();
        await request;
    }
}
