using System.Diagnostics;
using A2AAgent.Tests.V03;

namespace A2AAgent.Tests.Telemetry;

/// <summary>The spans of clients of A2A 0.3, and those of skills that reply without a task.</summary>
public sealed class EarlierVersionSpanTests
{
    [Fact]
    public async Task A_call_has_the_name_of_its_operation_now_and_the_version_of_its_client()
    {
        using var spans = new SpanLog();
        await using var host = await V03Host.StartAsync();

        var task = await host.CallAsync("message/send", V03Json.Send("echo", "hello"), ("traceparent", spans.TraceParent));

        var call = await spans.EndedAsync("SendMessage");
        Assert.Equal("0.3", call.GetTagItem("a2a.protocol.version"));
        Assert.Equal(task.GetProperty("id").GetString(), call.GetTagItem("a2a.task.id"));
        Assert.Equal(spans.Caller, call.ParentSpanId);
    }

    [Fact]
    public async Task A_skill_that_replies_has_a_span_without_a_task()
    {
        using var spans = new SpanLog();
        await using var host = await V03Host.StartAsync();

        await host.CallAsync("message/send", V03Json.Send("reply", "hello"), ("traceparent", spans.TraceParent));

        var (call, skill) = (await spans.EndedAsync("SendMessage"), await spans.EndedAsync("skill reply"));
        Assert.Equal(call.SpanId, skill.ParentSpanId);
        Assert.Null(skill.GetTagItem("a2a.task.id"));
        Assert.NotNull(call.GetTagItem("gen_ai.conversation.id"));
        Assert.Equal(ActivityStatusCode.Unset, skill.Status);
    }
}
