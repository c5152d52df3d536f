using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Push;

namespace A2AAgent.Tests.Diagnostics;

public sealed class JsonRpcOperationTests : OperationContract
{
    private protected override string Binding => "jsonrpc";

    private protected override IBindingClient Connect(AgentHost host) => new JsonRpcClient(host);
}

public sealed class RestOperationTests : OperationContract
{
    private protected override string Binding => "rest";

    private protected override IBindingClient Connect(AgentHost host) => new HttpJsonClient(host);
}

public sealed class GrpcOperationTests : OperationContract
{
    private protected override string Binding => "grpc";

    private protected override IBindingClient Connect(AgentHost host) => new GrpcClient(host);
}

/// <summary>How calls are measured, on every binding alike.</summary>
public abstract class OperationContract : IAsyncLifetime
{
    private AgentHost? _host;
    private IBindingClient? _client;

    private AgentHost Host => _host!;

    private IBindingClient Client => _client!;

    private protected abstract string Binding { get; }

    private protected abstract IBindingClient Connect(AgentHost host);

    public async ValueTask InitializeAsync()
    {
        _host = await AgentHost.StartAsync<MeasuredAgent>(configure: null);
        _client = Connect(_host);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Every_operation_is_counted_once_under_its_name()
    {
        await using var receiver = await Receiver.StartAsync();
        var id = (await Client.CallAsync("SendMessage", TestJson.Text("ask", "x"))).GetProperty("task").GetProperty("id").GetString();
        await using (var stream = await Client.StreamAsync("SendStreamingMessage", TestJson.Text("echo", "x")))
        {
            await stream.ToListAsync();
        }

        await Client.CallAsync("GetTask", new { id });
        await Client.CallAsync("ListTasks");
        await Client.CallAsync("CreateTaskPushNotificationConfig", new { taskId = id, id = "hook", url = receiver.Url });
        await Client.CallAsync("GetTaskPushNotificationConfig", new { taskId = id, id = "hook" });
        await Client.CallAsync("ListTaskPushNotificationConfigs", new { taskId = id });
        await Client.CallAsync("DeleteTaskPushNotificationConfig", new { taskId = id, id = "hook" });
        await Client.CallAsync("GetExtendedAgentCard");
        await using (var subscription = await Client.StreamAsync("SubscribeToTask", new { id }))
        {
            await subscription.NextAsync();
            await Client.CallAsync("CancelTask", new { id });
            await subscription.ToListAsync();
        }

        var read = await Host.ScrapeUntilAsync(read => read.Calls(Binding) >= 11);

        foreach (var operation in new[]
        {
            "SendMessage", "SendStreamingMessage", "GetTask", "ListTasks", "CancelTask", "SubscribeToTask", "CreateTaskPushNotificationConfig",
            "GetTaskPushNotificationConfig", "ListTaskPushNotificationConfigs", "DeleteTaskPushNotificationConfig", "GetExtendedAgentCard",
        })
        {
            Assert.Equal((operation, 1), (operation, read.Value(Scrapes.Operations + "_count", ("a2a_method_name", operation), ("a2a_binding", Binding))));
        }

        Assert.Equal(11, read.Total(Scrapes.Operations + "_count"));
    }

    [Fact]
    public async Task A_failure_has_the_reason_of_the_error_table()
    {
        await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("GetTask", new { id = "nobody's" }));
        await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("SendMessage", TestJson.Text("nothing of the sort", "x")));
        await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("ListTasks", headers: new CallHeaders(Version: "7.0")));

        var read = await Host.ScrapeUntilAsync(read => read.Calls(Binding) >= 3);

        Assert.Equal(1, read.Calls(Binding, "GetTask", "TASK_NOT_FOUND"));
        Assert.Equal(1, read.Calls(Binding, "SendMessage", "INVALID_PARAMS"));
        Assert.Equal(1, read.Calls(Binding, "ListTasks", "VERSION_NOT_SUPPORTED"));
        Assert.Equal(3, read.Calls(Binding));
    }

    [Fact]
    public async Task A_failed_task_is_no_failed_call()
    {
        await Client.CallAsync("SendMessage", TestJson.Text("fail", "x"));

        var read = await Host.ScrapeUntilAsync(read => read.Calls(Binding) >= 1);

        Assert.Equal(1, read.Value(Scrapes.Operations + "_count", ("a2a_method_name", "SendMessage"), ("a2a_binding", Binding)));
    }

    [Fact]
    public async Task A_stream_is_measured_to_its_end()
    {
        await using var stream = await Client.StreamAsync("SendStreamingMessage", TestJson.Text("wait", "x"));
        await stream.NextAsync();
        await Host.Script.NextStartedAsync(TestContext.Current.CancellationToken);
        await Client.CallAsync("ListTasks");
        Assert.Equal(0, (await Host.ScrapeUntilAsync(read => read.Calls(Binding) >= 1)).Calls(Binding, "SendStreamingMessage"));

        Host.Script.Open();
        await stream.ToListAsync();
        var read = await Host.ScrapeUntilAsync(read => read.Calls(Binding) >= 2);

        (string, string)[] labels = [("a2a_method_name", "SendStreamingMessage"), ("a2a_binding", Binding)];
        Assert.Equal(1, read.Value(Scrapes.Operations + "_count", labels));
        Assert.InRange(read.Value(Scrapes.Operations + "_sum", labels)!.Value, 0.000_001, 60);
    }

    [Fact]
    public async Task A_stream_that_its_client_leaves_says_so()
    {
        await using (var stream = await Client.StreamAsync("SendStreamingMessage", TestJson.Text("wait", "x")))
        {
            await stream.NextAsync();
        }

        var read = await Host.ScrapeUntilAsync(read => read.Calls(Binding) >= 1);

        Assert.Equal(1, read.Calls(Binding, "SendStreamingMessage", "CANCELLED"));
    }
}
