using System.Text.Json;
using A2AAgent.Tests.Diagnostics;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Contract;

public sealed class JsonRpcTimestampTests : TimestampContract
{
    private protected override IBindingClient Connect(AgentHost host) => new JsonRpcClient(host);
}

public sealed class GrpcTimestampTests : TimestampContract
{
    private protected override IBindingClient Connect(AgentHost host) => new GrpcClient(host);
}

public sealed class RestTimestampTests : TimestampContract
{
    private protected override IBindingClient Connect(AgentHost host) => new HttpJsonClient(host);
}

/// <summary>The times of tasks, for clients who ask for them, on every binding alike.</summary>
public abstract class TimestampContract
{
    private const string Uri = "urn:a2aagent:task-timestamps:v1";

    private static CallHeaders Asked => new(Extensions: Uri);

    private protected abstract IBindingClient Connect(AgentHost host);

    [Fact]
    public async Task Every_answer_with_a_task_has_them()
    {
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(configure: null);
        var client = Connect(host);
        var before = TimeProvider.System.GetUtcNow().AddMilliseconds(-1);
        var sent = (await client.CallAsync("SendMessage", TestJson.Text("ask", "x"), Asked)).GetProperty("task");
        var id = sent.GetProperty("id").GetString();
        var got = await client.CallAsync("GetTask", new { id }, Asked);
        var listed = (await client.CallAsync("ListTasks", headers: Asked)).GetProperty("tasks")[0];
        await using var stream = await client.StreamAsync("SubscribeToTask", new { id }, Asked);
        var followed = (await stream.NextAsync())!.Value.GetProperty("task");
        var canceled = await client.CallAsync("CancelTask", new { id }, Asked);
        var after = TimeProvider.System.GetUtcNow();

        var created = Created(sent);
        Assert.InRange(created, before, after);
        Assert.All([got, listed, followed, canceled], task => Assert.Equal(created, Created(task)));
        Assert.All([sent, got, listed, followed, canceled], static task => Assert.Equal(
            task.GetProperty("status").GetProperty("timestamp").GetDateTimeOffset().ToUnixTimeMilliseconds(), Time(task, "lastModified").ToUnixTimeMilliseconds()));
        Assert.InRange(Time(canceled, "lastModified"), created, after);
    }

    [Fact]
    public async Task The_first_event_of_a_message_s_stream_has_them()
    {
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(configure: null);
        await using var stream = await Connect(host).StreamAsync("SendStreamingMessage", TestJson.Text("echo", "x"), Asked);

        var task = (await stream.NextAsync())!.Value.GetProperty("task");

        Assert.EndsWith("Z", task.GetProperty("metadata").GetProperty("createdAt").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_ask_does_not_get_them()
    {
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(configure: null);

        var task = (await Connect(host).CallAsync("SendMessage", TestJson.Text("echo", "x"))).GetProperty("task");

        Assert.False(task.TryGetProperty("metadata", out _));
    }

    [Fact]
    public async Task An_agent_that_does_not_offer_them_neither_says_nor_sends_them()
    {
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(configure: null, ("Agent:Card:TaskTimestamps", "false"));
        using var card = await host.GetAsync("/.well-known/agent-card.json", TestContext.Current.CancellationToken);

        var task = (await Connect(host).CallAsync("SendMessage", TestJson.Text("echo", "x"), Asked)).GetProperty("task");

        Assert.DoesNotContain(Uri, await card.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.False(task.TryGetProperty("metadata", out _));
    }

    private static DateTimeOffset Created(JsonElement task) => Time(task, "createdAt");

    private static DateTimeOffset Time(JsonElement task, string name) => task.GetProperty("metadata").GetProperty(name).GetDateTimeOffset();
}
