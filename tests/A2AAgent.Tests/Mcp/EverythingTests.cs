using System.Text.Json;
using A2AAgent.EndToEnd.Tests.Mcp;
using A2AAgent.Mcp;
using A2AAgent.Protocol;

namespace A2AAgent.Tests.Mcp;

public sealed class EverythingTests : IAsyncLifetime
{
    private EverythingServer _server = null!;
    private Tools _tools = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await EverythingServer.StartAsync();
        _tools = Tools.Of(_server.Url);
    }

    public async ValueTask DisposeAsync()
    {
        await _tools.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Tools_are_listed_with_their_descriptions_and_schemas()
    {
        var list = await _tools.Server.ListAsync(TestContext.Current.CancellationToken);

        var sum = Assert.Single(list, static tool => tool.Name == "get-sum");
        Assert.Equal("Returns the sum of two numbers", sum.Description);
        Assert.Equal("number", sum.InputSchema.GetProperty("properties").GetProperty("a").GetProperty("type").GetString());
        var structured = Assert.Single(list, static tool => tool.Name == "get-structured-content");
        Assert.Equal("number", structured.OutputSchema!.Value.GetProperty("properties").GetProperty("temperature").GetProperty("type").GetString());
    }

    [Fact]
    public async Task No_more_tools_are_listed_than_wanted()
    {
        await using var tools = Tools.Of(_server.Url, static options => options.MaxTools = 3);

        Assert.Equal(3, (await tools.Server.ListAsync(TestContext.Current.CancellationToken)).Count);
    }

    [Fact]
    public async Task A_call_gives_texts()
    {
        var result = await CallAsync("echo", """{ "message": "hello" }""");

        Assert.Equal("Echo: hello", Assert.Single(result.Texts));
        Assert.Null(result.StructuredContent);
    }

    [Fact]
    public async Task A_typed_call_reads_structured_content()
    {
        var weather = await _tools.Server.CallAsync(
            "get-structured-content", new WeatherQuery("Chicago"), ToolJson.Default.WeatherQuery, ToolJson.Default.Weather, TestContext.Current.CancellationToken);

        Assert.Equal(new Weather(36, "Light rain / drizzle", 82), weather);
    }

    [Fact]
    public async Task A_result_of_another_type_says_so_and_is_kept()
    {
        var failure = await Assert.ThrowsAsync<McpToolException>(() => _tools.Server.CallAsync(
            "get-sum", new Summands(2, 3), ToolJson.Default.Summands, ToolJson.Default.Weather, TestContext.Current.CancellationToken));

        Assert.Equal(McpFailure.InvalidAnswer, failure.Failure);
        Assert.Equal("Calling the tool 'get-sum' of the MCP server 'everything' failed: the tool ran, and its result is not Weather.", failure.Message);
        Assert.Equal("The sum of 2 and 3 is 5.", failure.Result!.Text);
        Assert.False(failure.IsRetrySafe);
    }

    [Fact]
    public async Task Images_and_links_become_parts()
    {
        var image = await CallAsync("get-tiny-image");
        var links = await CallAsync("get-resource-links", """{ "count": 2 }""");

        var bytes = Assert.Single(image.Parts, static part => part.Kind == PartKind.Raw);
        Assert.Equal("image/png", bytes.MediaType);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], bytes.Raw!.Value[..4].ToArray());
        Assert.Equal(2, links.Parts.Count(static part => part.Kind == PartKind.Url && part.Url!.StartsWith("demo://", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_tool_that_fails_is_a_failure_that_has_what_it_said()
    {
        var failure = await Assert.ThrowsAsync<McpToolException>(() => CallAsync("get-sum", """{ "a": "two" }"""));

        Assert.Equal(McpFailure.ToolFailed, failure.Failure);
        Assert.Equal("everything", failure.Server);
        Assert.Equal("get-sum", failure.Tool);
        Assert.False(failure.IsRetrySafe);
        Assert.Contains("Invalid arguments", failure.Result!.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Invalid arguments", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_tool_is_named()
    {
        var failure = await Assert.ThrowsAsync<McpToolException>(() => CallAsync("no-such-tool"));

        Assert.Equal("no-such-tool", failure.Tool);
        Assert.Contains("no-such-tool", failure.Message, StringComparison.Ordinal);
        Assert.Contains("not found", failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_that_are_no_object_never_leave()
    {
        var wrong = await Assert.ThrowsAsync<ArgumentException>(() => CallAsync("echo", "[1]"));

        Assert.Contains("object", wrong.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => CallAsync(""));
    }

    [Fact]
    public async Task Many_calls_share_a_session()
    {
        var sums = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => CallAsync("get-sum", $$"""{ "a": {{number}}, "b": 1 }""")));

        Assert.Equal([.. Enumerable.Range(0, 50).Select(static number => $"The sum of {number} and 1 is {number + 1}.")], sums.Select(static sum => sum.Text));
    }

    [Fact]
    public async Task A_slow_tool_runs_out_of_time()
    {
        await using var tools = Tools.Of(_server.Url, static options => options.Timeout = TimeSpan.FromSeconds(1));
        await tools.Server.ListAsync(TestContext.Current.CancellationToken);

        var failure = await Assert.ThrowsAsync<McpToolException>(() => SlowAsync(tools.Server, TestContext.Current.CancellationToken));

        Assert.Equal(McpFailure.TimedOut, failure.Failure);
        Assert.Equal(
            "Calling the tool 'trigger-long-running-operation' of the MCP server 'everything' failed: there was no answer within 1 s. The tool may have run.",
            failure.Message);
        Assert.False(failure.IsRetrySafe);
        Assert.Equal("Echo: still there", (await EchoAsync(tools.Server, "still there")).Text);
    }

    [Fact]
    public async Task A_call_that_is_given_up_ends_at_once_and_the_server_hears_of_it()
    {
        await using var recorder = await Recorder.StartAsync(_server.Url);
        await using var tools = Tools.Of(recorder.Url);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var call = SlowAsync(tools.Server, giveUp.Token);
        var request = await recorder.WaitForAsync(static request => request.Body.Contains("tools/call", StringComparison.Ordinal));

        await giveUp.CancelAsync();

        var canceled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(5), CancellationToken.None));
        Assert.Equal(giveUp.Token, canceled.CancellationToken);
        var notification = Json((await recorder.WaitForAsync(static request => request.Body.Contains("notifications/cancelled", StringComparison.Ordinal))).Body);
        Assert.Equal(Json(request.Body).GetProperty("id").GetString(), notification.GetProperty("params").GetProperty("requestId").GetString());
    }

    [Fact]
    public async Task A_server_that_comes_back_is_found_again()
    {
        await EchoAsync(_tools.Server, "before");
        var port = _server.Port;
        await _server.DisposeAsync();

        var failure = await Assert.ThrowsAsync<McpToolException>(() => EchoAsync(_tools.Server, "away"));
        _server = await EverythingServer.StartAsync(port);

        Assert.Equal(McpFailure.Unreachable, failure.Failure);
        Assert.True(failure.IsRetrySafe);
        Assert.Equal("Echo: after", (await EchoAsync(_tools.Server, "after")).Text);
    }

    [Fact]
    public async Task A_server_that_dies_during_a_call_leaves_it_open_whether_the_tool_has_run()
    {
        await using var recorder = await Recorder.StartAsync(_server.Url);
        await using var tools = Tools.Of(recorder.Url);
        var call = SlowAsync(tools.Server, TestContext.Current.CancellationToken);
        await recorder.WaitForAsync(static request => request.Body.Contains("tools/call", StringComparison.Ordinal));

        await _server.DisposeAsync();

        var failure = await Assert.ThrowsAsync<McpToolException>(() => call);
        Assert.False(failure.IsRetrySafe);
        Assert.EndsWith("The tool may have run.", failure.Message, StringComparison.Ordinal);
    }

    private static Task<McpToolResult> SlowAsync(IMcpTools tools, CancellationToken cancellationToken) =>
        tools.CallAsync("trigger-long-running-operation", Json("""{ "duration": 60, "steps": 60 }"""), cancellationToken);

    private static Task<McpToolResult> EchoAsync(IMcpTools tools, string message) =>
        tools.CallAsync("echo", Json($$"""{ "message": "{{message}}" }"""), TestContext.Current.CancellationToken);

    private Task<McpToolResult> CallAsync(string tool, string? arguments = null) =>
        _tools.Server.CallAsync(tool, arguments is null ? default : Json(arguments), TestContext.Current.CancellationToken);

    private static JsonElement Json(string text) => JsonElement.Parse(text);
}
