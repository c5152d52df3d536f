using System.Text;
using A2AAgent.Tests.BadInput;
using A2AAgent.Tests.BadInput.Wire;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Streams;

/// <summary>The response that carries a stream.</summary>
public sealed class StreamResponseTests
{
    private const string Extension = "https://example.com/extensions/echo/v1";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task It_is_kept_out_of_caches_and_proxy_buffers(int binding)
    {
        await using var host = await AgentHost.StartAsync();
        await using var stream = await StreamTest.Clients(host)[binding].StreamAsync("SendStreamingMessage", TestJson.Text("echo", "x"));

        var headers = stream.Response.Headers;
        Assert.True(headers.CacheControl?.NoStore);
        Assert.Equal(["no"], headers.GetValues("X-Accel-Buffering"));
        Assert.Equal("text/event-stream", stream.Response.Content.Headers.ContentType?.ToString());
        Assert.Null(stream.Response.Content.Headers.ContentLength);
        Assert.False(headers.Contains("A2A-Extensions"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Its_events_arrive_while_the_skill_is_at_work(int binding)
    {
        await using var host = await AgentHost.StartAsync();
        await using var stream = await StreamTest.Clients(host)[binding].StreamAsync("SendStreamingMessage", TestJson.Text("steps", "x"));

        Assert.True((await stream.NextAsync())!.Value.TryGetProperty("task", out _));
        Assert.Equal("TASK_STATE_WORKING", StreamTest.Describe((await stream.NextAsync())!.Value));
        Assert.Equal("TASK_STATE_WORKING", StreamTest.Describe((await stream.NextAsync())!.Value));
        Assert.Equal("one", StreamTest.Describe((await stream.NextAsync())!.Value));
        Assert.False(host.Script.Gate.IsCompleted);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task It_tells_which_extensions_are_active(int binding)
    {
        await using var host = await AgentHost.StartAsync();
        var client = StreamTest.Clients(host)[binding];
        var headers = new CallHeaders(Extensions: $"https://example.com/unknown, {Extension}");
        var id = await StreamTest.BeginAsync(host, "wait", "x");

        await using var sent = await client.StreamAsync("SendStreamingMessage", TestJson.Text("echo", "x"), headers);
        await using var subscribed = await client.StreamAsync("SubscribeToTask", new { id }, headers);

        Assert.Equal([Extension], sent.Response.Headers.GetValues("A2A-Extensions"));
        Assert.Equal([Extension], subscribed.Response.Headers.GetValues("A2A-Extensions"));
    }

    [Theory]
    [InlineData("/", """{"jsonrpc":"2.0","id":1,"method":"SendStreamingMessage","params":@}""")]
    [InlineData("/message:stream", "@")]
    public async Task It_carries_data_that_is_nested_as_deep_as_a_request_may_be(string target, string body)
    {
        await using var host = await AgentHost.StartAsync();
        using var connection = await RawConnection.OpenAsync(host.Url);
        var deep = Records.Nested(Records.DeepestData);
        var record = Records.Part($$"""{"data":{{deep}}}""");

        var answer = await connection.ExchangeAsync(RawRequest.Post(target, Encoding.UTF8.GetBytes(body.Replace("@", record, StringComparison.Ordinal))));

        Assert.Equal("text/event-stream", answer!.MediaType);
        Assert.Contains(deep, answer.Text, StringComparison.Ordinal);
        Assert.Contains("TASK_STATE_COMPLETED", answer.Text, StringComparison.Ordinal);
        Health.NothingLogged(host);
    }
}
