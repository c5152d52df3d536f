using System.Diagnostics;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Diagnostics;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Push;

namespace A2AAgent.Tests.Telemetry;

public sealed class JsonRpcSpanTests : OperationSpanContract
{
    private protected override string Binding => "jsonrpc";

    private protected override IBindingClient Connect(AgentHost host) => new JsonRpcClient(host);

    [Fact]
    public async Task A_request_has_its_id_and_its_error_code()
    {
        await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("GetTask", new { id = "nobody's" }, Spans.Headers));

        var span = await Spans.EndedAsync("GetTask");

        Assert.Equal("2.0", span.GetTagItem("jsonrpc.protocol.version"));
        Assert.NotNull(span.GetTagItem("jsonrpc.request.id"));
        Assert.Equal("-32001", span.GetTagItem("rpc.response.status_code"));
    }
}

public sealed class RestSpanTests : OperationSpanContract
{
    private protected override string Binding => "rest";

    private protected override IBindingClient Connect(AgentHost host) => new HttpJsonClient(host);
}

public sealed class GrpcSpanTests : OperationSpanContract
{
    private protected override string Binding => "grpc";

    private protected override IBindingClient Connect(AgentHost host) => new GrpcClient(host);

    [Fact]
    public async Task A_call_has_its_full_method_and_its_status()
    {
        await Client.CallAsync("ListTasks", headers: Spans.Headers);
        await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("GetTask", new { id = "nobody's" }, Spans.Headers));

        var listed = await Spans.EndedAsync("ListTasks");
        var missed = await Spans.EndedAsync("GetTask");

        Assert.Equal("lf.a2a.v1.A2AService/ListTasks", listed.GetTagItem("rpc.method"));
        Assert.Equal("OK", listed.GetTagItem("rpc.response.status_code"));
        Assert.Equal("NOT_FOUND", missed.GetTagItem("rpc.response.status_code"));
    }
}

/// <summary>The spans of calls, on every binding alike.</summary>
public abstract class OperationSpanContract : IAsyncLifetime
{
    private readonly SpanLog _spans = new();
    private AgentHost? _host;
    private IBindingClient? _client;

    private protected SpanLog Spans => _spans;

    private protected IBindingClient Client => _client!;

    private protected abstract string Binding { get; }

    private AgentHost Host => _host!;

    private protected abstract IBindingClient Connect(AgentHost host);

    public async ValueTask InitializeAsync()
    {
        _host = await AgentHost.StartAsync<MeasuredAgent>(configure: null);
        _client = Connect(_host);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _spans.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Every_operation_has_a_span_below_its_callers()
    {
        await using var receiver = await Receiver.StartAsync();
        var id = (await Client.CallAsync("SendMessage", TestJson.Text("ask", "x"), Spans.Headers)).GetProperty("task").GetProperty("id").GetString();
        await using (var stream = await Client.StreamAsync("SendStreamingMessage", TestJson.Text("echo", "x"), Spans.Headers))
        {
            await stream.ToListAsync();
        }

        await Client.CallAsync("GetTask", new { id }, Spans.Headers);
        await Client.CallAsync("ListTasks", headers: Spans.Headers);
        await Client.CallAsync("CreateTaskPushNotificationConfig", new { taskId = id, id = "hook", url = receiver.Url }, Spans.Headers);
        await Client.CallAsync("GetTaskPushNotificationConfig", new { taskId = id, id = "hook" }, Spans.Headers);
        await Client.CallAsync("ListTaskPushNotificationConfigs", new { taskId = id }, Spans.Headers);
        await Client.CallAsync("DeleteTaskPushNotificationConfig", new { taskId = id, id = "hook" }, Spans.Headers);
        await Client.CallAsync("GetExtendedAgentCard", headers: Spans.Headers);
        await using (var subscription = await Client.StreamAsync("SubscribeToTask", new { id }, Spans.Headers))
        {
            await subscription.NextAsync();
            await Client.CallAsync("CancelTask", new { id }, Spans.Headers);
            await subscription.ToListAsync();
        }

        foreach (var operation in new[]
        {
            "SendMessage", "SendStreamingMessage", "GetTask", "ListTasks", "CancelTask", "SubscribeToTask", "CreateTaskPushNotificationConfig",
            "GetTaskPushNotificationConfig", "ListTaskPushNotificationConfigs", "DeleteTaskPushNotificationConfig", "GetExtendedAgentCard",
        })
        {
            var span = await Spans.EndedAsync(operation);
            Assert.Equal(ActivityKind.Server, span.Kind);
            Assert.Equal(Spans.Caller, span.ParentSpanId);
            Assert.Equal(operation, span.GetTagItem("a2a.method.name"));
            Assert.Equal(Binding, span.GetTagItem("a2a.binding"));
            Assert.Equal("1.0", span.GetTagItem("a2a.protocol.version"));
            Assert.Equal("Measured \"Agent\"", span.GetTagItem("gen_ai.agent.name"));
            Assert.Equal("3.2.1", span.GetTagItem("gen_ai.agent.version"));
            Assert.Equal(ActivityStatusCode.Unset, span.Status);
            Assert.Equal(1, Spans.Count(operation));
        }

        var canceled = await Spans.EndedAsync("SubscribeToTask");
        Assert.Equal("TASK_STATE_CANCELED", canceled.GetTagItem("a2a.task.state"));
        Assert.Equal(id, canceled.GetTagItem("a2a.task.id"));
    }

    [Fact]
    public async Task A_message_names_its_task_and_conversation()
    {
        var message = TestJson.Text("echo", "x");
        var task = (await Client.CallAsync("SendMessage", message, Spans.Headers)).GetProperty("task");

        var span = await Spans.EndedAsync("SendMessage");

        Assert.False(string.IsNullOrEmpty(span.GetTagItem("a2a.message.id") as string));
        Assert.Equal(task.GetProperty("id").GetString(), span.GetTagItem("a2a.task.id"));
        Assert.Equal(task.GetProperty("contextId").GetString(), span.GetTagItem("gen_ai.conversation.id"));
        Assert.Equal("TASK_STATE_COMPLETED", span.GetTagItem("a2a.task.state"));
    }

    [Fact]
    public async Task A_failure_has_the_reason_of_the_error_table_and_what_the_client_is_told()
    {
        var error = await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("GetTask", new { id = "nobody's" }, Spans.Headers));

        var span = await Spans.EndedAsync("GetTask");

        Assert.Equal("TASK_NOT_FOUND", span.GetTagItem("error.type"));
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal(error.Message, span.StatusDescription);
        Assert.Equal("nobody's", span.GetTagItem("a2a.task.id"));
    }

    [Fact]
    public async Task What_a_caller_chooses_is_cut_short()
    {
        await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("GetTask", new { id = new string('x', 1000) }, Spans.Headers));

        var span = await Spans.EndedAsync("GetTask");

        Assert.InRange(((string)span.GetTagItem("a2a.task.id")!).Length, 1, 129);
        Assert.InRange(span.StatusDescription!.Length, 1, 257);
    }

    [Fact]
    public async Task A_failed_task_is_no_failed_call()
    {
        await Client.CallAsync("SendMessage", TestJson.Text("fail", "x"), Spans.Headers);

        var (call, skill) = (await Spans.EndedAsync("SendMessage"), await Spans.EndedAsync("skill fail"));

        Assert.Null(call.GetTagItem("error.type"));
        Assert.Equal("TASK_STATE_FAILED", call.GetTagItem("a2a.task.state"));
        Assert.Equal(ActivityStatusCode.Error, skill.Status);
    }

    [Fact]
    public async Task A_stream_has_its_span_until_its_end()
    {
        await using var stream = await Client.StreamAsync("SendStreamingMessage", TestJson.Text("wait", "x"), Spans.Headers);
        await stream.NextAsync();
        await Host.Script.NextStartedAsync(TestContext.Current.CancellationToken);
        await Client.CallAsync("ListTasks", headers: Spans.Headers);
        await Spans.EndedAsync("ListTasks");
        Assert.Equal(0, Spans.Count("SendStreamingMessage"));

        Host.Script.Open();
        await stream.ToListAsync();

        Assert.Equal("TASK_STATE_COMPLETED", (await Spans.EndedAsync("SendStreamingMessage")).GetTagItem("a2a.task.state"));
    }

    [Fact]
    public async Task A_stream_that_its_client_leaves_says_so_and_its_skill_has_a_span_all_the_same()
    {
        await using (var stream = await Client.StreamAsync("SendStreamingMessage", TestJson.Text("wait", "x"), Spans.Headers))
        {
            await stream.NextAsync();
        }

        var call = await Spans.EndedAsync("SendStreamingMessage");
        Host.Script.Open();
        var skill = await Spans.EndedAsync("skill wait");

        Assert.Equal("CANCELLED", call.GetTagItem("error.type"));
        Assert.Equal(call.SpanId, skill.ParentSpanId);
        Assert.Equal("TASK_STATE_COMPLETED", skill.GetTagItem("a2a.task.state"));
    }
}
