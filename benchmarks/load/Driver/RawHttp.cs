using System.Net;
using System.Net.Sockets;
using System.Text;

namespace A2AAgent.Load.Driver;

/// <summary>One request on a connection of its own, with the answer as it came.</summary>
internal static class RawHttp
{
    /// <summary>A header that wrk's answers do not have.</summary>
    private const string Closing = "Connection: close\r\n";

    public static async Task<string> ExchangeAsync(int port, HttpScenario scenario)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
        await socket.SendAsync(scenario.ToHttp($"127.0.0.1:{port}"));
        var answer = new StringBuilder();
        var buffer = new byte[16 * 1024];
        while (await socket.ReceiveAsync(buffer) is var count and > 0)
        {
            answer.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        return answer.ToString();
    }

    /// <summary>A right answer; anything else ends the measurement.</summary>
    public static async Task<Answer> CheckedAsync(int port, HttpScenario scenario)
    {
        var answer = await ExchangeAsync(port, scenario);
        var body = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) is var end and >= 0 ? answer[(end + 4)..] : "";
        return answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) && body.Contains(scenario.Expected, StringComparison.Ordinal)
            ? new Answer(Encoding.UTF8.GetBytes(body), answer.Length - Closing.Length)
            : throw new LoadException($"{scenario.Name} was answered wrongly:\n{answer}");
    }
}
