using System.Diagnostics;
using A2AAgent.Protocol.Diagnostics;
using A2AAgent.Server.Diagnostics.Tracing;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Diagnostics;
using A2AAgent.Tests.Hosting;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Tests.Telemetry;

/// <summary>What the span of a call is below.</summary>
public sealed class SpanParentTests
{
    [Fact]
    public async Task A_call_is_below_the_span_of_its_request_where_that_is_heard_of()
    {
        using var spans = new SpanLog("Microsoft.AspNetCore");
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(configure: null);

        await new HttpJsonClient(host).CallAsync("ListTasks", headers: spans.Headers);

        var call = await spans.EndedAsync("ListTasks");
        var request = await spans.EndedAsync("Microsoft.AspNetCore.Hosting.HttpRequestIn", span => span.SpanId == call.ParentSpanId);
        Assert.Equal(spans.Caller, request.ParentSpanId);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00-00000000000000000000000000000000-00f067aa0ba902b7-01")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7")]
    [InlineData("not a trace")]
    public void A_call_without_a_valid_parent_begins_a_trace(string? header)
    {
        using var spans = new ServerSpans();
        using var listener = Listen();
        var http = new DefaultHttpContext();
        http.Request.Headers.TraceParent = header;
        using var ofTheLog = new Activity("not exported").Start();

        using var span = spans.Start("ListTasks", ActivityKind.Server, TraceHeaders.Read(http.Request.Headers));

        Assert.NotNull(span);
        Assert.Equal(default, span.ParentSpanId);
        Assert.NotEqual(ofTheLog.TraceId, span.TraceId);
    }

    [Fact]
    public void State_of_other_vendors_is_passed_on_within_bounds()
    {
        IHeaderDictionary headers = new HeaderDictionary();
        (headers.TraceParent, headers.TraceState) = ("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "vendor=1");
        Assert.Equal("vendor=1", TraceHeaders.Read(headers).TraceState);

        headers.TraceState = "vendor=" + new string('1', 600);
        Assert.Null(TraceHeaders.Read(headers).TraceState);
        Assert.Equal("4bf92f3577b34da6a3ce929d0e0e4736", TraceHeaders.Read(headers).TraceId.ToHexString());
    }

    [Fact]
    public async Task A_trace_that_its_caller_does_not_record_is_not_recorded()
    {
        using var spans = new SpanLog();
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(configure: null);
        await new HttpJsonClient(host).CallAsync("ListTasks", headers: new CallHeaders());
        await new HttpJsonClient(host).CallAsync("SendMessage", TestJson.Text("echo", "x"), spans.Headers);

        await spans.EndedAsync("SendMessage");

        Assert.Equal(0, spans.Count("ListTasks"));
    }

    /// <summary>Everybody's: for spans whose trace is not known before.</summary>
    private static ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == TelemetryNames.Meter,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
