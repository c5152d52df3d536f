using System.Net;
using System.Net.Sockets;
using System.Text;

namespace A2AAgent.Tests.Security.Jwt;

/// <summary>A connection that sends many requests before it looks at an answer: it costs less than what it asks for.</summary>
internal sealed class PipelinedCaller : IDisposable
{
    private const string StatusLine = "HTTP/1.1 ";

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[64 * 1024];

    public static async Task<PipelinedCaller> OpenAsync(Uri url)
    {
        var caller = new PipelinedCaller();
        await caller._socket.ConnectAsync(IPAddress.Loopback, url.Port, TestContext.Current.CancellationToken);
        return caller;
    }

    /// <summary>Sends one request for each token; gives the status of each answer.</summary>
    public async Task<IReadOnlyList<string>> CallAsync(IReadOnlyList<string> tokens)
    {
        var requests = new StringBuilder();
        foreach (var token in tokens)
        {
            requests.Append("GET /tasks HTTP/1.1\r\nHost: agent\r\nA2A-Version: 1.0\r\nAuthorization: Bearer ").Append(token).Append("\r\n\r\n");
        }

        var sending = SendAsync(Encoding.ASCII.GetBytes(requests.ToString()));
        var statuses = await ReceiveAsync(tokens.Count);
        await sending;
        return statuses;
    }

    public void Dispose() => _socket.Dispose();

    private async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await _socket.SendAsync(bytes, TestContext.Current.CancellationToken)..];
        }
    }

    private async Task<IReadOnlyList<string>> ReceiveAsync(int count)
    {
        var received = new StringBuilder();
        string[] answers;
        do
        {
            var length = await _socket.ReceiveAsync(_buffer, TestContext.Current.CancellationToken);
            Assert.NotEqual(0, length);
            received.Append(Encoding.ASCII.GetString(_buffer, 0, length));
            answers = received.ToString().Split(StatusLine)[1..];
        }
        while (answers.Length < count || !IsWhole(answers[^1]));

        return [.. answers.Select(static answer => answer[..3])];
    }

    private static bool IsWhole(string answer)
    {
        const string Length = "Content-Length: ";
        var head = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var length = answer.IndexOf(Length, StringComparison.Ordinal) + Length.Length;
        return head > 0 && answer.Length - head - 4 >= int.Parse(answer[length..answer.IndexOf('\r', length)], System.Globalization.CultureInfo.InvariantCulture);
    }
}
