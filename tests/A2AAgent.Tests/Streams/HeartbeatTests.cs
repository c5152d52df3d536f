using System.Text;
using A2AAgent.Tests.BadInput;
using A2AAgent.Tests.BadInput.Wire;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Streams;

public sealed class HeartbeatTests
{
    private static readonly byte[] Steps = RawRequest.Post("/message:stream", Encoding.UTF8.GetBytes(
        """{"message":{"messageId":"m","role":"ROLE_USER","metadata":{"skillId":"steps"},"parts":[{"text":"x"}]}}"""));

    [Fact]
    public async Task Comments_keep_an_idle_stream_open_and_stop_with_it()
    {
        await using var host = await AgentHost.StartAsync(("Agent:Limits:Heartbeat", "00:00:00.1"));
        using var connection = await RawConnection.OpenAsync(host.Url);
        await connection.SendAsync(Steps);
        await connection.ReceiveHeadAsync();

        var lines = await ReadUntilCommentsAsync(connection, 5);
        host.Script.Open();
        while (lines[^1] != "0")
        {
            lines.Add((await connection.ReadLineAsync())!);
        }

        Assert.Contains("TASK_STATE_COMPLETED", lines.Last(static line => line.StartsWith("data: ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.All(lines, static line => Assert.True(line.Length < 8 || line.StartsWith("data: {", StringComparison.Ordinal) || line == ": keep-alive", line));
        await NothingFollowsAsync(connection);
    }

    [Fact]
    public async Task Comments_do_not_come_faster_than_configured()
    {
        await using var host = await AgentHost.StartAsync(("Agent:Limits:Heartbeat", "00:00:00.2"));
        using var connection = await RawConnection.OpenAsync(host.Url);
        var began = TimeProvider.System.GetTimestamp();
        await connection.SendAsync(Steps);
        await connection.ReceiveHeadAsync();

        await ReadUntilCommentsAsync(connection, 4);

        Assert.True(TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromSeconds(4 * 0.19));
    }

    private static async Task<List<string>> ReadUntilCommentsAsync(RawConnection connection, int count)
    {
        var lines = new List<string>();
        while (lines.Count(static line => line == ": keep-alive") < count)
        {
            lines.Add((await connection.ReadLineAsync())!);
        }

        return lines;
    }

    /// <summary>The connection is free for the next exchange: no comment of the old stream comes before its answer.</summary>
    private static async Task NothingFollowsAsync(RawConnection connection)
    {
        Assert.Equal("", await connection.ReadLineAsync());
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.Null(AnswerRules.Rest((await connection.ExchangeAsync(RawRequest.Post("/message:send", Encoding.UTF8.GetBytes(Records.Good))))!));
    }
}
