using System.Text.Json;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Limits;

/// <summary>The limits of running tasks on every binding.</summary>
public abstract class TaskLimitContract
{
    private static readonly object InBackground = new { returnImmediately = true };

    private protected abstract IBindingClient Connect(AgentHost host);

    [Fact]
    public async Task An_owner_cannot_run_more_than_its_share_and_leaves_the_others_theirs()
    {
        await using var host = await StartAsync(("Agent:Tasks:MaxRunningPerOwner", "2"));
        var client = Connect(host);
        await HoldAsync(client, BusyAgent.Alice);
        await HoldAsync(client, BusyAgent.Alice);

        var refused = await Assert.ThrowsAsync<BindingError>(() => HoldAsync(client, BusyAgent.Alice));

        Assert.Equal("RESOURCE_EXHAUSTED", refused.Reason);
        Assert.Contains("2 skills for this caller", refused.Message, StringComparison.Ordinal);
        await HoldAsync(client, BusyAgent.Bob);
    }

    [Fact]
    public async Task A_task_that_ends_makes_room_for_another()
    {
        await using var host = await StartAsync(("Agent:Tasks:MaxRunningPerOwner", "1"));
        var client = Connect(host);
        var task = await HoldAsync(client, BusyAgent.Alice);

        await client.CallAsync("CancelTask", new { id = task.GetProperty("id").GetString() }, With(BusyAgent.Alice));

        await HoldAsync(client, BusyAgent.Alice);
    }

    [Fact]
    public async Task Replies_without_a_task_count_too()
    {
        await using var host = await StartAsync(("Agent:Tasks:MaxRunningPerOwner", "1"));
        var client = Connect(host);
        var replying = client.CallAsync("SendMessage", TestJson.Text("reply", "x"), With(BusyAgent.Alice));
        await host.Script.NextStartedAsync(TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<BindingError>(() => HoldAsync(client, BusyAgent.Alice));

        Assert.Equal("RESOURCE_EXHAUSTED", refused.Reason);
        host.Script.Open();
        await replying;
        await client.CallAsync("SendMessage", TestJson.Text("reply", "x"), With(BusyAgent.Alice));
    }

    [Fact]
    public async Task A_task_that_hangs_fails_and_says_why()
    {
        await using var host = await StartAsync(("Agent:Tasks:InactivityTimeout", "00:00:00.5"), ("Agent:Tasks:CancelGrace", "00:00:00.2"));

        var answer = await Connect(host).CallAsync("SendMessage", TestJson.Text("hold", "x"), With(BusyAgent.Alice));

        var status = answer.GetProperty("task").GetProperty("status");
        Assert.Equal("TASK_STATE_FAILED", answer.GetProperty("task").State());
        Assert.Equal(
            "The skill has shown no progress for the 0.5 s that the agent allows.",
            status.GetProperty("message").GetProperty("parts")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_task_that_shows_progress_may_take_its_time()
    {
        await using var host = await StartAsync(("Agent:Tasks:InactivityTimeout", "00:00:01.5"));

        var answer = await Connect(host).CallAsync("SendMessage", TestJson.Text("tick", "x"), With(BusyAgent.Alice));

        Assert.Equal("TASK_STATE_COMPLETED", answer.GetProperty("task").State());
    }

    private static async Task<JsonElement> HoldAsync(IBindingClient client, string key) =>
        (await client.CallAsync("SendMessage", TestJson.Text("hold", "x", configuration: InBackground), With(key))).GetProperty("task");

    private static CallHeaders With(string key) => new(Credential: message => message.Headers.Add("X-API-Key", key));

    private static Task<AgentHost> StartAsync(params (string Key, string Value)[] settings) =>
        AgentHost.StartAsync<BusyAgent>(configure: null, [.. BusyAgent.Keys, .. settings]);
}

public sealed class JsonRpcTaskLimits : TaskLimitContract
{
    private protected override IBindingClient Connect(AgentHost host) => new JsonRpcClient(host);
}

public sealed class HttpJsonTaskLimits : TaskLimitContract
{
    private protected override IBindingClient Connect(AgentHost host) => new HttpJsonClient(host);
}

public sealed class GrpcTaskLimits : TaskLimitContract
{
    private protected override IBindingClient Connect(AgentHost host) => new GrpcClient(host);
}
