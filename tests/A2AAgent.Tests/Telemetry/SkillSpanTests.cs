using System.Diagnostics;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Diagnostics;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Push;

namespace A2AAgent.Tests.Telemetry;

/// <summary>The spans of skills and of deliveries to webhooks.</summary>
public sealed class SkillSpanTests : IAsyncLifetime
{
    private readonly SpanLog _spans = new();
    private AgentHost? _host;

    private AgentHost Host => _host!;

    public async ValueTask InitializeAsync() => _host = await AgentHost.StartAsync<MeasuredAgent>(configure: null);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _spans.Dispose();
    }

    [Fact]
    public async Task A_skill_is_below_the_call_that_has_started_it()
    {
        var task = (await new HttpJsonClient(Host).CallAsync("SendMessage", TestJson.Text("echo", "x"), _spans.Headers)).GetProperty("task");

        var (call, skill) = (await _spans.EndedAsync("SendMessage"), await _spans.EndedAsync("skill echo"));

        Assert.Equal(call.SpanId, skill.ParentSpanId);
        Assert.Equal(ActivityKind.Internal, skill.Kind);
        Assert.Equal("echo", skill.GetTagItem("a2a.skill.id"));
        Assert.Equal(task.GetProperty("id").GetString(), skill.GetTagItem("a2a.task.id"));
        Assert.Equal(task.GetProperty("contextId").GetString(), skill.GetTagItem("gen_ai.conversation.id"));
        Assert.Equal("TASK_STATE_COMPLETED", skill.GetTagItem("a2a.task.state"));
    }

    [Fact]
    public async Task A_skill_goes_on_below_a_call_that_is_over()
    {
        var client = new HttpJsonClient(Host);
        await client.CallAsync("SendMessage", TestJson.Text("wait", "x", configuration: new { returnImmediately = true }), _spans.Headers);
        var call = await _spans.EndedAsync("SendMessage");
        await Host.Script.NextStartedAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, _spans.Count("skill wait"));

        Host.Script.Open();

        Assert.Equal(call.SpanId, (await _spans.EndedAsync("skill wait")).ParentSpanId);
    }

    [Fact]
    public async Task What_a_skill_throws_is_noted_without_its_text()
    {
        await new HttpJsonClient(Host).CallAsync("SendMessage", TestJson.Text("fail", "x"), _spans.Headers);

        var skill = await _spans.EndedAsync("skill fail");

        Assert.Equal(typeof(InvalidOperationException).FullName, skill.GetTagItem("error.type"));
        var thrown = Assert.Single(skill.Events);
        Assert.Equal("exception", thrown.Name);
        Assert.Equal([KeyValuePair.Create("exception.type", (object?)typeof(InvalidOperationException).FullName)], thrown.Tags);
        Assert.DoesNotContain("broken", $"{skill.StatusDescription}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_skill_that_is_canceled_has_not_failed()
    {
        var client = new HttpJsonClient(Host);
        var task = (await client.CallAsync("SendMessage", TestJson.Text("wait", "x", configuration: new { returnImmediately = true }), _spans.Headers)).GetProperty("task");
        await Host.Script.NextStartedAsync(TestContext.Current.CancellationToken);

        await client.CallAsync("CancelTask", new { id = task.GetProperty("id").GetString() });

        var skill = await _spans.EndedAsync("skill wait");
        Assert.Equal("TASK_STATE_CANCELED", skill.GetTagItem("a2a.task.state"));
        Assert.Equal(ActivityStatusCode.Unset, skill.Status);
    }

    [Fact]
    public async Task A_delivery_is_below_the_skill_and_the_receiver_below_the_delivery()
    {
        await using var receiver = await Receiver.StartAsync();

        await new HttpJsonClient(Host).CallAsync("SendMessage", TestJson.Text("echo", "x", configuration: new { taskPushNotificationConfig = new { url = receiver.Url } }), _spans.Headers);
        var arrived = await receiver.UntilEndAsync();
        var skill = await _spans.EndedAsync("skill echo");

        var last = arrived[^1].Header("traceparent")!;
        var delivery = await _spans.EndedAsync("push", span => span.Id == last);
        Assert.Equal(skill.SpanId, delivery.ParentSpanId);
        Assert.Equal(ActivityKind.Client, delivery.Kind);
        Assert.Equal("delivered", delivery.GetTagItem("a2a.push.outcome"));
        Assert.Equal(1, delivery.GetTagItem("a2a.push.attempt"));
        Assert.Equal(new Uri(receiver.Url).Port, delivery.GetTagItem("server.port"));
    }
}
