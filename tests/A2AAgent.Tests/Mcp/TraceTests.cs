using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using A2AAgent.EndToEnd.Tests.Mcp;
using A2AAgent.Mcp;

namespace A2AAgent.Tests.Mcp;

public sealed class TraceTests
{
    [Fact]
    public async Task A_call_is_a_client_span_that_the_server_hears_of_in_the_header_and_in_the_request()
    {
        await using var server = await EverythingServer.StartAsync();
        await using var recorder = await Recorder.StartAsync(server.Url);
        await using var tools = Tools.Of(recorder.Url);
        using var trace = new Trace();

        await tools.Server.CallAsync("echo", JsonElement.Parse("""{ "message": "hello" }"""), TestContext.Current.CancellationToken);

        var span = Assert.Single(trace.Spans);
        Assert.Equal("tools/call echo", span.DisplayName);
        Assert.Equal(ActivityKind.Client, span.Kind);
        Assert.Equal(trace.Root.SpanId, span.ParentSpanId);
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
        var request = recorder.Requests.Single(static one => one.Body.Contains("tools/call", StringComparison.Ordinal));
        var body = JsonElement.Parse(request.Body);
        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["mcp.method.name"] = "tools/call",
                ["gen_ai.operation.name"] = "execute_tool",
                ["gen_ai.tool.name"] = "echo",
                ["mcp.session.id"] = request.Headers["Mcp-Session-Id"],
                ["mcp.protocol.version"] = request.Headers["Mcp-Protocol-Version"],
                ["jsonrpc.request.id"] = body.GetProperty("id").GetString(),
                ["server.address"] = "127.0.0.1",
                ["server.port"] = new Uri(recorder.Url).Port,
                ["network.transport"] = "tcp",
                ["network.protocol.name"] = "http",
            },
            span.TagObjects.ToDictionary());
        Assert.Equal(span.Id, request.Headers["traceparent"]);
        Assert.Equal("vendor=1", request.Headers["tracestate"]);
        var meta = body.GetProperty("params").GetProperty("_meta");
        Assert.Equal(span.Id, meta.GetProperty("traceparent").GetString());
        Assert.Equal("vendor=1", meta.GetProperty("tracestate").GetString());
    }

    [Fact]
    public async Task A_list_is_a_span_too()
    {
        await using var server = await EverythingServer.StartAsync();
        await using var recorder = await Recorder.StartAsync(server.Url);
        await using var tools = Tools.Of(recorder.Url);
        using var trace = new Trace();

        await tools.Server.ListAsync(TestContext.Current.CancellationToken);

        var span = Assert.Single(trace.Spans);
        Assert.Equal("tools/list", span.DisplayName);
        var request = recorder.Requests.Single(static one => one.Body.Contains("tools/list", StringComparison.Ordinal));
        Assert.Equal(span.Id, request.Headers["traceparent"]);
        Assert.Equal(span.Id, JsonElement.Parse(request.Body).GetProperty("params").GetProperty("_meta").GetProperty("traceparent").GetString());
    }

    [Theory]
    [InlineData("get-sum", "tool_error")]
    [InlineData("trigger-long-running-operation", "timeout")]
    public async Task A_call_that_fails_says_why(string tool, string expected)
    {
        await using var server = await EverythingServer.StartAsync();
        await using var tools = Tools.Of(server.Url, static options => options.Timeout = TimeSpan.FromSeconds(2));
        using var trace = new Trace();

        await Assert.ThrowsAsync<McpToolException>(() => tools.Server.CallAsync(tool, cancellationToken: TestContext.Current.CancellationToken));

        var span = Assert.Single(trace.Spans);
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal(expected, span.GetTagItem("error.type"));
    }

    [Fact]
    public async Task Without_a_trace_nothing_is_said_of_one()
    {
        await using var server = await EverythingServer.StartAsync();
        await using var recorder = await Recorder.StartAsync(server.Url);
        await using var tools = Tools.Of(recorder.Url);

        await tools.Server.CallAsync("get-tiny-image", cancellationToken: TestContext.Current.CancellationToken);

        Assert.All(recorder.Requests, static request => Assert.False(request.Headers.ContainsKey("traceparent")));
        Assert.DoesNotContain("traceparent", recorder.Requests.Single(static one => one.Body.Contains("tools/call", StringComparison.Ordinal)).Body, StringComparison.Ordinal);
    }

    /// <summary>An activity to be below of, and the spans that end below it.</summary>
    private sealed class Trace : IDisposable
    {
        private readonly ActivityListener _listener;
        private readonly ConcurrentQueue<Activity> _ended = new();

        public Trace()
        {
            Root = new Activity("test").SetIdFormat(ActivityIdFormat.W3C);
            Root.ActivityTraceFlags = ActivityTraceFlags.Recorded;
            Root.TraceStateString = "vendor=1";
            Root.Start();
            _listener = new ActivityListener
            {
                ShouldListenTo = static source => source.Name == "A2AAgent.Mcp",
                Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                    options.Parent.TraceId == Root.TraceId ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
                ActivityStopped = _ended.Enqueue,
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public Activity Root { get; }

        public IReadOnlyCollection<Activity> Spans => _ended;

        public void Dispose()
        {
            _listener.Dispose();
            Root.Dispose();
        }
    }
}
