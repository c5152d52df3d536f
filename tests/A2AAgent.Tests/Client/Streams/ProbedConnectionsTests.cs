using System.Globalization;
using System.Net;
using System.Net.Sockets;
using A2AAgent.Client;

namespace A2AAgent.Tests.Client.Streams;

/// <summary>What the kernel is told to do about connections on which nothing comes.</summary>
public sealed class ProbedConnectionsTests
{
    private const int KeepAliveTimer = 2;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_agent_that_says_nothing_is_asked_for_by_TCP_within_15_seconds()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var client = new AgentClient(new AgentAddress(new Uri($"http://127.0.0.1:{port}")), new AgentClientOptions());
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Ended);
        var call = client.GetCardAsync(leave.Token).AsTask();
        using var connection = await listener.AcceptTcpClientAsync(Ended);
        Assert.NotEqual(0, await connection.GetStream().ReadAsync(new byte[1024], Ended));

        var timer = await TimerAsync(port);

        Assert.Equal(KeepAliveTimer, timer.Kind);
        Assert.InRange(timer.Due, TimeSpan.Zero, TimeSpan.FromSeconds(15));
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    /// <summary>The timer of the connection to a port, once the request is acknowledged; until then, it is that of sending again.</summary>
    private static async Task<(int Kind, TimeSpan Due)> TimerAsync(int port)
    {
        while (true)
        {
            // The third field is the remote address, the sixth the timer and when it is due, in hundredths of a second; all in hexadecimal.
            string[] lines = [.. await File.ReadAllLinesAsync("/proc/net/tcp", Ended), .. await File.ReadAllLinesAsync("/proc/net/tcp6", Ended)];
            var fields = lines
                .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Single(fields => fields[2].EndsWith($":{port:X4}", StringComparison.Ordinal) && fields[3] == "01");
            var timer = fields[5].Split(':');
            if (int.Parse(timer[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture) is not 1 and var kind)
            {
                return (kind, TimeSpan.FromMilliseconds(10 * long.Parse(timer[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
            }

            await Task.Delay(20, Ended);
        }
    }
}
