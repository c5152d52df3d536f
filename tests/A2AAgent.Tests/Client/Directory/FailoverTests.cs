using A2AAgent.Client;
using A2AAgent.Client.Directory;
using A2AAgent.Client.Resilience;
using A2AAgent.Protocol;
using A2AAgent.Tests.Agents;
using A2AAgent.Tests.Client.Streams;
using A2AAgent.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Client.Directory;

public sealed class FailoverTests
{
    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    [Fact]
    public async Task New_work_goes_to_the_next_agent_when_the_first_cannot_be_reached()
    {
        await using var host = await AgentHost.StartAsync();
        using var directory = Directory(new Uri("http://127.0.0.1:9"), host.Url);
        using var client = new AgentClient(directory, new AgentQuery(), Quick());

        var answer = await client.SendMessageAsync("hello", Timeout);

        Assert.Equal("hello", answer.Task!.Artifacts[0].Parts[0].Text);
        Assert.Equal(answer.Task.Id, (await client.GetTaskAsync(answer.Task.Id, Timeout)).Id);
    }

    [Fact]
    public async Task A_typed_call_goes_to_the_next_agent_when_the_first_cannot_be_reached()
    {
        await using var host = await AgentHost.StartAsync();
        using var directory = Directory(new Uri("http://127.0.0.1:9"), host.Url);
        using var client = new AgentClient(directory, new AgentQuery(), Quick());

        var sum = await client.InvokeAsync<Terms, Sum>("add", new Terms(2, 3), ScriptJson.Default, Timeout);

        Assert.Equal(5, sum.Value);
    }

    [Fact]
    public async Task A_lost_task_is_done_by_the_next_agent_when_that_is_allowed()
    {
        var (firstTicks, secondTicks) = (new Ticks(), new Ticks());
        var first = await AgentHost.StartAsync<TicksAgent>(builder => builder.Services.AddSingleton(firstTicks), ("Agent:Limits:DrainTimeout", "00:00:00.1"));
        await using var second = await AgentHost.StartAsync<TicksAgent>(builder => builder.Services.AddSingleton(secondTicks));
        await using var relay = new CuttingRelay(first.Url);
        using var directory = new StaticAgentDirectory([new("first", new AgentAddress(relay.Url) { Relays = true }) { Skills = ["ticks"] }, new("second", new AgentAddress(second.Url)) { Skills = ["ticks"] }]);
        var options = Quick();
        options.Resilience.LostTask = LostTask.SendAgain;
        // What the card says of gRPC leads past the relay.
        options.Bindings.Remove(ProtocolBindings.Grpc);
        using var client = new AgentClient(directory, new AgentQuery { Skill = "ticks" }, options);
        secondTicks.End();

        var tasks = new HashSet<string>(StringComparer.Ordinal);
        TaskState? last = null;
        await foreach (var item in await client.SendStreamingMessageAsync("start", Timeout))
        {
            last = item.State ?? last;
            if (item.Task is { } task)
            {
                tasks.Add(task.Id);
            }

            if (item.ArtifactUpdate is not null && secondTicks.Runs == 0)
            {
                await relay.CloseAsync();
            }
        }

        Assert.Equal(TaskState.Completed, last);
        Assert.Equal(2, tasks.Count);
        Assert.Equal((1, 1), (firstTicks.Runs, secondTicks.Runs));
        firstTicks.End();
        await first.DisposeAsync();
    }

    [Fact]
    public async Task No_agent_is_an_error_that_says_what_was_looked_for()
    {
        using var directory = Directory();
        using var client = new AgentClient(directory, new AgentQuery { Skill = "fly" }, Quick());

        var failure = await Assert.ThrowsAsync<RemoteAgentException>(async () => await client.SendMessageAsync("hello", Timeout));

        Assert.Contains("knows no agent with skill 'fly'", failure.Message, StringComparison.Ordinal);
        Assert.Equal((RequestDelivery.NotSent, true), (failure.Delivery, failure.IsRetrySafe));
    }

    [Fact]
    public async Task When_all_agents_are_down_the_last_failure_is_told()
    {
        using var directory = Directory(new Uri("http://127.0.0.1:9"), new Uri("http://127.0.0.1:10"));
        using var client = new AgentClient(directory, new AgentQuery(), Quick());

        var failure = await Assert.ThrowsAsync<RemoteAgentException>(async () => await client.SendMessageAsync("hello", Timeout));

        Assert.Equal(("agent-1", RequestDelivery.NotSent, true), (failure.Agent, failure.Delivery, failure.IsTransient));
    }

    private static StaticAgentDirectory Directory(params Uri[] urls) => new(urls.Select(static (url, i) => new DirectoryEntry($"agent-{i}", new AgentAddress(url)) { Skills = ["echo"] }));

    private static AgentClientOptions Quick()
    {
        var options = new AgentClientOptions();
        (options.Resilience.RetryDelay, options.Resilience.MaxRetries, options.Resilience.MaxStreamResumes) = (TimeSpan.FromMilliseconds(10), 1, 2);
        return options;
    }
}
