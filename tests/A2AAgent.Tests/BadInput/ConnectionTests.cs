using System.Text;
using A2AAgent.Tests.BadInput.Wire;

namespace A2AAgent.Tests.BadInput;

/// <summary>One mistake does not cost a client its connection.</summary>
public sealed class ConnectionTests(BadInputFixture fixture) : BadInputTest(fixture)
{
    private static readonly byte[] Good = RawRequest.Post("/message:send", Encoding.UTF8.GetBytes(Records.Good));

    [Fact]
    public async Task Requests_sent_right_behind_bad_ones_are_answered_in_order()
    {
        (byte[] Request, int Status)[] bad =
        [
            (RawRequest.Post("/", "{"u8.ToArray()), 200),
            (RawRequest.Post("/", "[]"u8.ToArray()), 200),
            (RawRequest.Post("/", [0xFF]), 200),
            (RawRequest.Post("/", Encoding.UTF8.GetBytes(Records.Nested(10_000))), 200),
            (RawRequest.Post("/", """{"jsonrpc":"2.0","method":"ListTasks"}"""u8.ToArray()), 204),
            (RawRequest.Post("/message:send", "{"u8.ToArray()), 400),
            (RawRequest.Of("POST", "/message:send", new byte[100_000], RawRequest.Version), 415),
            (RawRequest.Of("POST", "/", new byte[100_000], RawRequest.Version), 200),
            (RawRequest.Of("POST", "/message:send", new byte[100_000], RawRequest.Json), 400),
            (RawRequest.Of("GET", "/tasks/x", null), 400),
            (RawRequest.Of("GET", "/tasks/x", "a body"u8.ToArray(), RawRequest.Version), 404),
            (RawRequest.Post("/nothing", new byte[100_000]), 404),
            (RawRequest.Of("PUT", "/", new byte[100_000]), 405),
        ];
        using var connection = await RawConnection.OpenAsync(Host.Url);

        await connection.SendAsync(bad.SelectMany(static each => (byte[])[.. each.Request, .. Good]).ToArray());

        foreach (var (_, status) in bad)
        {
            Assert.Equal(status, (await connection.ReceiveAsync())?.Status);
            Assert.Null(AnswerRules.Rest((await connection.ReceiveAsync())!));
        }
    }

    [Fact]
    public async Task A_stream_leaves_its_connection_usable()
    {
        using var connection = await RawConnection.OpenAsync(Host.Url);
        var stream = RawRequest.Post("/message:stream", Encoding.UTF8.GetBytes(Records.Good));

        for (var i = 0; i < 3; i++)
        {
            var answer = await connection.ExchangeAsync(stream);
            Assert.Null(AnswerRules.Rest(answer!));
            Assert.Contains("TASK_STATE_COMPLETED", answer!.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("zz\r\n")]
    [InlineData("-1\r\n")]
    [InlineData("80000000\r\n")]
    [InlineData("FFFFFFFFFFFFFFFF\r\n")]
    [InlineData("2\r\n{}garbage\r\n")]
    public async Task A_chunk_that_is_none_is_an_invalid_request_and_ends_the_connection(string chunk)
    {
        using var connection = await RawConnection.OpenAsync(Host.Url);
        await connection.SendAsync(RawRequest.Head("POST", "/message:send", RawRequest.Version, RawRequest.Json, "Transfer-Encoding: chunked"));

        var answer = await connection.ExchangeAsync(Encoding.ASCII.GetBytes(chunk));

        AnswerRules.Rest(answer!)!.Is("INVALID_REQUEST").Says("chunk");
        Assert.Null(await connection.ReceiveAsync());
    }

    [Fact]
    public async Task Something_else_than_http_is_turned_away()
    {
        byte[][] noise =
        [
            "\0\0\0\0\0\0\0\0\r\n\r\n"u8.ToArray(),
            [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC, 0x03, 0x03],
            "GET\r\n\r\n"u8.ToArray(),
            "GET / HTTP/9.9\r\n\r\n"u8.ToArray(),
            "POST / HTTP/1.1\r\n\r\n"u8.ToArray(),
            "{\"jsonrpc\":\"2.0\"}\r\n\r\n"u8.ToArray(),
        ];

        foreach (var bytes in noise)
        {
            using var connection = await RawConnection.OpenAsync(Host.Url);
            await connection.SendAsync(bytes);
            connection.EndSending();
            Assert.True(await connection.ReceiveAsync() is null or { Status: 400 or 505 });
        }
    }
}
