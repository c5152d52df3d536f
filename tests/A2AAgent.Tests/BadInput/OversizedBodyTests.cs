using System.Text;
using A2AAgent.Tests.BadInput.Wire;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.BadInput;

/// <summary>Bodies above the limit, here of 4,096 bytes.</summary>
public sealed class OversizedBodyTests : IAsyncLifetime
{
    private const int Limit = 4_096;

    private AgentHost? _host;

    private AgentHost Host => _host!;

    public async ValueTask InitializeAsync() => _host = await AgentHost.StartAsync(("Agent:Limits:RequestBytes", $"{Limit}"));

    public async ValueTask DisposeAsync()
    {
        Health.NothingLogged(Host);
        await Health.WorksAsync(Host);
        await Host.DisposeAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/message:send")]
    [InlineData("/message:stream")]
    [InlineData("/tasks/x:cancel")]
    [InlineData("/tasks/x/pushNotificationConfigs")]
    public async Task A_body_that_is_announced_as_too_large_is_refused_before_it_is_sent(string target)
    {
        using var connection = await RawConnection.OpenAsync(Host.Url);

        var answer = await connection.ExchangeAsync(RawRequest.Head("POST", target, RawRequest.Version, RawRequest.Json, "Content-Length: 1000000000"));

        AssertTooLarge(target, answer);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/message:send")]
    [InlineData("/tasks/x:cancel")]
    public async Task A_body_without_a_length_is_refused_when_it_has_become_too_large(string target)
    {
        using var connection = await RawConnection.OpenAsync(Host.Url);
        await connection.SendAsync(RawRequest.Head("POST", target, RawRequest.Version, RawRequest.Json, "Transfer-Encoding: chunked"));

        for (var sent = 0; sent <= Limit; sent += 512)
        {
            await connection.SendAsync(RawRequest.Chunk(Encoding.ASCII.GetBytes(new string(' ', 512))));
        }

        AssertTooLarge(target, await connection.ReceiveAsync());
    }

    [Fact]
    public async Task A_body_of_the_very_limit_is_taken_and_one_byte_more_is_not()
    {
        var body = Encoding.UTF8.GetBytes(Records.Good.PadRight(Limit));
        using var connection = await RawConnection.OpenAsync(Host.Url);

        Assert.Null(AnswerRules.Rest((await connection.ExchangeAsync(RawRequest.Post("/message:send", body)))!));

        AssertTooLarge("/message:send", await connection.ExchangeAsync(RawRequest.Post("/message:send", [.. body, (byte)' '])));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_that_sends_all_of_it_at_once_gets_the_answer_too(bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/message:send") { Content = new StringContent(new string(' ', 2 * Limit), Encoding.UTF8, "application/json") };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.Add("A2A-Version", "1.0");

        using var response = await Host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(413, (int)response.StatusCode);
        Assert.Contains("Agent:Limits:RequestBytes", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_fits_is_not_too_large_for_being_chunked()
    {
        using var connection = await RawConnection.OpenAsync(Host.Url);
        await connection.SendAsync(RawRequest.Head("POST", "/message:send", RawRequest.Version, RawRequest.Json, "Transfer-Encoding: chunked"));
        foreach (var single in Encoding.UTF8.GetBytes(Records.Good))
        {
            await connection.SendAsync(RawRequest.Chunk([single]));
        }

        var answer = await connection.ExchangeAsync(RawRequest.Chunk([]));

        Assert.Null(AnswerRules.Rest(answer!));
    }

    private static void AssertTooLarge(string target, Answer? answer)
    {
        Assert.NotNull(answer);
        Assert.Equal(413, answer.Status);
        var refusal = target == "/" ? AnswerRules.JsonRpc(answer, "null") : AnswerRules.Rest(answer);
        refusal!.Is("REQUEST_TOO_LARGE").Says($"{Limit} bytes").Says("Agent:Limits:RequestBytes");
    }
}
