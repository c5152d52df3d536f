using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.V03;

namespace A2AAgent.Tests.Diagnostics;

/// <summary>What callers make up is no value of a label.</summary>
public sealed class NamesOfOthersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"DropTables","params":{}}""", "METHOD_NOT_FOUND")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"sendmessage","params":{}}""", "METHOD_NOT_FOUND")]
    [InlineData("""{"jsonrpc":"2.0","id":1""", "PARSE_ERROR")]
    [InlineData("""[]""", "INVALID_REQUEST")]
    public async Task A_call_of_nothing_that_there_is_has_no_name(string body, string error)
    {
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(configure: null);

        using var response = await host.PostAsync("/", body, cancellationToken: Token);
        var read = await host.ScrapeUntilAsync(read => read.Calls("jsonrpc") >= 1);

        Assert.Equal(1, read.Calls("jsonrpc", "_OTHER", error));
        Assert.Equal(1, read.Calls("jsonrpc"));
    }

    [Fact]
    public async Task A_gRPC_method_that_there_is_not_has_no_name()
    {
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(configure: null);
        using var wire = new Grpc.GrpcWire(host.GrpcUrl);

        await wire.CallAsync("/lf.a2a.v1.A2AService/DropTables", Grpc.GrpcWire.Frame([]));
        await wire.CallAsync("/lf.a2a.v1.A2AService/getTASK", Grpc.GrpcWire.Frame([]));
        await wire.CallAsync("/grpc.health.v1.Health/Check", Grpc.GrpcWire.Frame([]));
        await wire.CallAsync("/some.other.Service/Call", Grpc.GrpcWire.Frame([]));
        await wire.CallAsync("/lf.a2a.v1.A2AService/GetTask", Grpc.GrpcWire.Frame([0xff]), static request => request.Headers.Add("A2A-Version", "1.0"));
        var read = await host.ScrapeUntilAsync(read => read.Calls("grpc") >= 3);

        Assert.Equal(1, read.Calls("grpc", "_OTHER", "METHOD_NOT_FOUND"));
        Assert.Equal(1, read.Calls("grpc", "GetTask", "METHOD_NOT_FOUND"));
        Assert.Equal(1, read.Calls("grpc", "GetTask", "PARSE_ERROR"));
        Assert.Equal(3, read.Calls("grpc"));
    }

    [Fact]
    public async Task Who_is_not_let_in_is_counted()
    {
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(
            configure: null,
            ("Agent:Security:Schemes:key:Type", "apiKey"),
            ("Agent:Security:Schemes:key:Keys:somebody:Value", "0123456789abcdef0123456789abcdef"));

        using var response = await host.GetAsync("/tasks", Token);
        var read = await host.ScrapeUntilAsync(read => read.Calls("rest") >= 1);

        Assert.Equal(401, (int)response.StatusCode);
        Assert.Equal(1, read.Calls("rest", "ListTasks", "UNAUTHENTICATED"));
    }

    [Fact]
    public async Task Methods_of_earlier_versions_have_the_names_of_today()
    {
        await using var host = await V03Host.StartAsync<MeasuredAgent>();

        await host.CallAsync("message/send", new { message = new { kind = "message", messageId = "m", role = "user", parts = new[] { new { kind = "text", text = "x" } } } });
        using var escaped = await host.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"tasks\/get","params":{"id":"nobody's"}}""");
        await Assert.ThrowsAsync<V03Error>(() => host.CallAsync("tasks/drop", new { }));
        var read = await host.Agent.ScrapeUntilAsync(read => read.Calls("jsonrpc") >= 3);

        Assert.Equal(1, read.Calls("jsonrpc", "SendMessage"));
        Assert.Equal(1, read.Calls("jsonrpc", "GetTask", "TASK_NOT_FOUND"));
        Assert.Equal(1, read.Calls("jsonrpc", "_OTHER", "METHOD_NOT_FOUND"));
    }
}
