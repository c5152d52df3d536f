using System.Text;
using A2AAgent.Tests.Agents;
using A2AAgent.Tests.BadInput.Wire;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Tests.BadInput;

/// <summary>Clients that go away, or do not keep up, at each point of an exchange.</summary>
public sealed class DisconnectTests : IAsyncLifetime
{
    private AgentHost? _host;
    private int _opened;

    private AgentHost Host => _host!;

    public async ValueTask InitializeAsync() =>
        _host = await AgentHost.StartAsync<ScriptedAgent>(static builder => builder.Logging.SetMinimumLevel(LogLevel.Debug));

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    [Theory]
    [InlineData("/")]
    [InlineData("/message:send")]
    [InlineData("/message:stream")]
    public async Task Clients_that_reset_the_connection_in_the_middle_of_a_body_leave_no_trace(string target)
    {
        for (var i = 0; i < 200; i++)
        {
            using var connection = await OpenAsync();
            await connection.SendAsync(RawRequest.Head("POST", target, RawRequest.Version, RawRequest.Json, "Content-Length: 100"));
            await connection.SendAsync(Encoding.UTF8.GetBytes(Records.Good[..(i % 50)]));
            connection.Reset();
        }

        await AssertNoTraceAsync();
    }

    [Fact]
    public async Task Clients_that_end_their_side_in_the_middle_of_a_request_leave_no_trace()
    {
        var request = RawRequest.Post("/", Encoding.UTF8.GetBytes(Records.Good));
        for (var length = 0; length < request.Length; length++)
        {
            using var connection = await OpenAsync();
            await connection.SendAsync(request.AsMemory(0, length));
            connection.EndSending();
            Assert.True(await connection.ReceiveAsync() is null or { Status: 200 or 400 });
        }

        await AssertNoTraceAsync();
    }

    [Fact]
    public async Task Clients_that_leave_in_the_middle_of_a_chunked_body_leave_no_trace()
    {
        foreach (var sent in new[] { "", "5", "5\r\n{\"me", "zz\r\n", "-1\r\n", "FFFFFFFFFFFFFFFF\r\n", "5\r\n{}   garbage" })
        {
            using var connection = await OpenAsync();
            await connection.SendAsync(RawRequest.Head("POST", "/", RawRequest.Version, RawRequest.Json, "Transfer-Encoding: chunked"));
            await connection.SendAsync(Encoding.ASCII.GetBytes(sent));
            connection.Reset();
        }

        await AssertNoTraceAsync();
    }

    [Fact]
    public async Task Clients_that_leave_in_the_middle_of_a_stream_do_not_disturb_its_task()
    {
        var id = await StartAsync("wait");
        for (var i = 0; i < 100; i++)
        {
            using var connection = await OpenAsync();
            await connection.SendAsync(RawRequest.Get($"/tasks/{id}:subscribe"));
            Assert.Equal(200, (await connection.ReceiveHeadAsync())!.Status);
            if (i % 2 == 0)
            {
                connection.Reset();
            }
        }

        Host.Script.Open();
        await AssertNoTraceAsync();
        Assert.Equal("TASK_STATE_COMPLETED", await StateAsync(id));
    }

    [Fact]
    public async Task A_client_that_leaves_while_it_waits_does_not_end_its_task()
    {
        string id;
        using (var connection = await OpenAsync())
        {
            var record = """{"message":{"messageId":"m","role":"ROLE_USER","metadata":{"skillId":"wait"},"parts":[{"text":"x"}]}}""";
            await connection.SendAsync(RawRequest.Post("/message:send", Encoding.UTF8.GetBytes(record)));
            id = await Host.Script.NextStartedAsync(TestContext.Current.CancellationToken);
            connection.Reset();
        }

        await AssertNoTraceAsync();
        Assert.Equal("TASK_STATE_WORKING", (await new HttpJsonClient(Host).CallAsync("GetTask", new { id })).State());
        Host.Script.Open();
        Assert.Equal("TASK_STATE_COMPLETED", await StateAsync(id));
    }

    [Fact]
    public async Task A_client_that_never_reads_does_not_disturb_others()
    {
        using var silent = await OpenAsync();
        var record = """{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"@"}]}}""".Replace("@", new string('x', 100_000), StringComparison.Ordinal);
        var request = RawRequest.Post("/message:send", Encoding.UTF8.GetBytes(record));

        // Each answer is larger than its request: the server stops reading when the client does not take them.
        var flood = Task.Run(() => FloodAsync(silent, request), TestContext.Current.CancellationToken);
        for (var i = 0; i < 50; i++)
        {
            await Health.WorksAsync(Host);
        }

        silent.Reset();
        await flood;
        await AssertNoTraceAsync();
    }

    [Fact]
    public async Task A_client_that_sends_one_byte_after_the_other_is_served_and_delays_nobody()
    {
        using var slow = await OpenAsync();
        foreach (var single in RawRequest.Post("/message:send", Encoding.UTF8.GetBytes(Records.Good)))
        {
            await slow.SendAsync(new[] { single });
            if (single == '\n')
            {
                await Health.WorksAsync(Host);
            }
        }

        Assert.Null(AnswerRules.Rest((await slow.ReceiveAsync())!));
    }

    private static async Task FloodAsync(RawConnection connection, byte[] request)
    {
        try
        {
            for (var i = 0; i < 1_000; i++)
            {
                await connection.SendAsync(request);
            }
        }
        catch (Exception e) when (e is System.Net.Sockets.SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The server takes no more, or the test has ended the connection.
        }
    }

    private async Task<RawConnection> OpenAsync()
    {
        _opened++;
        return await RawConnection.OpenAsync(Host.Url);
    }

    /// <summary>Every connection of a client that left has ended, nothing of it is logged as a failure, and all works.</summary>
    private async Task AssertNoTraceAsync()
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (Ended() < _opened && TimeProvider.System.GetElapsedTime(deadline) < TimeSpan.FromSeconds(20))
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.True(Ended() >= _opened, $"{_opened} connections were opened, {Ended()} have ended.");
        Health.NothingLogged(Host);
        await Health.WorksAsync(Host);
    }

    private int Ended() => Host.Logs.Entries.Count(static entry => entry.Text.StartsWith("Connection id", StringComparison.Ordinal) && entry.Text.EndsWith("stopped.", StringComparison.Ordinal));

    private async Task<string> StartAsync(string skill)
    {
        var sent = await new HttpJsonClient(Host).CallAsync("SendMessage", TestJson.Text(skill, "x", configuration: new { returnImmediately = true }));
        await Host.Script.NextStartedAsync(TestContext.Current.CancellationToken);
        return sent.GetProperty("task").GetProperty("id").GetString()!;
    }

    private async Task<string> StateAsync(string id)
    {
        var client = new HttpJsonClient(Host);
        var state = "";
        for (var i = 0; i < 500 && (state is "" or "TASK_STATE_WORKING"); i++)
        {
            state = (await client.CallAsync("GetTask", new { id })).State();
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        return state;
    }
}
