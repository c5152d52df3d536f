using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace A2AAgent.Tests.BadInput.Wire;

/// <summary>One HTTP/1.1 connection of a client that follows no rule it does not want to. Nothing on it waits for ever.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    private RawConnection(Socket socket) => _socket = socket;

    /// <summary>Connects.</summary>
    /// <param name="url">The server.</param>
    /// <param name="receiveBuffer">How little the system may buffer for this client, in bytes; null for the usual.</param>
    public static async Task<RawConnection> OpenAsync(Uri url, int? receiveBuffer = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer is { } bytes)
        {
            socket.ReceiveBufferSize = bytes;
        }

        await socket.ConnectAsync(IPAddress.Loopback, url.Port, TestContext.Current.CancellationToken);
        return new RawConnection(socket);
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        using var patience = NewPatience();
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await _socket.SendAsync(bytes, patience.Token)..];
        }
    }

    /// <summary>Sends a request and takes its answer; null when the server closed the connection instead.</summary>
    public async Task<Answer?> ExchangeAsync(byte[] request)
    {
        await SendAsync(request);
        return await ReceiveAsync(isHead: request.AsSpan().StartsWith("HEAD "u8));
    }

    /// <summary>Takes the next answer; null when the server closed the connection instead.</summary>
    public async Task<Answer?> ReceiveAsync(bool isHead = false)
    {
        if (await ReceiveHeadAsync() is not { } head)
        {
            return null;
        }

        var hasBody = !isHead && head.Status is not (204 or 304);
        return hasBody ? head with { Body = await ReadBodyAsync(head) } : head;
    }

    /// <summary>Takes the status and the headers of the next answer and leaves its body; null when the server closed the connection instead.</summary>
    public async Task<Answer?> ReceiveHeadAsync()
    {
        if (await ReadLineAsync() is not { } first)
        {
            return null;
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync() is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var value = line[(colon + 1)..].Trim();
            headers[line[..colon]] = headers.TryGetValue(line[..colon], out var earlier) ? $"{earlier}, {value}" : value;
        }

        return new Answer(int.Parse(first.Split(' ')[1], CultureInfo.InvariantCulture), headers, []);
    }

    /// <summary>Reads up to the next line break; null at the end.</summary>
    public async Task<string?> ReadLineAsync()
    {
        var line = new List<byte>();
        while (await FillAsync())
        {
            var next = _buffer[_start++];
            if (next == '\n')
            {
                return Encoding.UTF8.GetString(line.ToArray()).TrimEnd('\r');
            }

            line.Add(next);
        }

        return null;
    }

    /// <summary>Says that nothing more will be sent, and stays to listen.</summary>
    public void EndSending() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Is gone without a farewell: the server gets a reset.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _socket.Dispose();
    }

    public void Dispose() => _socket.Dispose();

    private async Task<byte[]> ReadBodyAsync(Answer head)
    {
        if (head.Header("Content-Length") is { } length)
        {
            return await ReadAsync(int.Parse(length, CultureInfo.InvariantCulture));
        }

        return head.Header("Transfer-Encoding") is "chunked" ? await ReadChunksAsync() : await ReadToEndAsync();
    }

    private async Task<byte[]> ReadChunksAsync()
    {
        var body = new List<byte>();
        while (await ReadLineAsync() is { } size)
        {
            var length = int.Parse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            body.AddRange(await ReadAsync(length));
            await ReadLineAsync();
            if (length == 0)
            {
                return [.. body];
            }
        }

        throw new IOException("The connection ended in the middle of a chunked body.");
    }

    private async Task<byte[]> ReadToEndAsync()
    {
        var body = new List<byte>();
        while (await FillAsync())
        {
            body.AddRange(_buffer.AsSpan(_start, _end - _start));
            _start = _end;
        }

        return [.. body];
    }

    private async Task<byte[]> ReadAsync(int length)
    {
        var bytes = new byte[length];
        for (var at = 0; at < length;)
        {
            if (!await FillAsync())
            {
                throw new IOException("The connection ended in the middle of a body.");
            }

            var count = Math.Min(length - at, _end - _start);
            _buffer.AsSpan(_start, count).CopyTo(bytes.AsSpan(at));
            at += count;
            _start += count;
        }

        return bytes;
    }

    private async ValueTask<bool> FillAsync()
    {
        if (_start < _end)
        {
            return true;
        }

        using var patience = NewPatience();
        try
        {
            _start = 0;
            _end = await _socket.ReceiveAsync(_buffer, patience.Token);
        }
        catch (SocketException)
        {
            _end = 0;
        }

        return _end > 0;
    }

    private static CancellationTokenSource NewPatience()
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        source.CancelAfter(Patience);
        return source;
    }
}
