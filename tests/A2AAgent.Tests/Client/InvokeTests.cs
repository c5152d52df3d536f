using A2AAgent.Client;
using A2AAgent.Protocol;
using A2AAgent.Tests.Agents;
using A2AAgent.Tests.Client.BadPeers;
using A2AAgent.Tests.Hosting;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Tests.Client;

public sealed class InvokeTests
{
    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_skill_is_called_with_a_value_and_gives_one()
    {
        await using var host = await AgentHost.StartAsync();
        using var client = new AgentClient(new AgentAddress(host.Url));

        var sum = await client.InvokeAsync<Terms, Sum>("add", new Terms(2, 3), ScriptJson.Default, Timeout);

        Assert.Equal(5, sum.Value);
    }

    [Fact]
    public async Task An_agent_that_is_not_ready_yet_is_called_again_as_by_any_other_call()
    {
        var asked = 0;
        await using var host = await AgentHost.StartAsync();
        await using var front = await BadPeer.StartAsync(ProtocolBindings.JsonRpc, static _ => Task.CompletedTask, (http, _) =>
        {
            http.Response.StatusCode = asked++ == 0 ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
            return asked == 1 ? Task.CompletedTask : http.Response.WriteAsJsonAsync(BadPeer.GoodCard(ProtocolBindings.JsonRpc, host.Url));
        });
        using var client = Clients.Of(front.Url, ProtocolBindings.JsonRpc, static options => options.Resilience.MaxRetries = 2);

        var sum = await client.InvokeAsync<Terms, Sum>("add", new Terms(2, 3), ScriptJson.Default, Timeout);

        Assert.Equal((5, 2), (sum.Value, asked));
    }

    [Fact]
    public async Task An_output_without_end_is_not_gathered()
    {
        await using var peer = await BadPeer.StartAsync(ProtocolBindings.HttpJson, static async http =>
        {
            await PeerWire.BeginAsync(http, ProtocolBindings.HttpJson);
            await PeerWire.EventAsync(http, ProtocolBindings.HttpJson, StreamEvent.From(PeerWire.Task));
            var artifact = new Artifact { ArtifactId = "a", Parts = [Part.FromText(new string('x', 10_000))] };
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await PeerWire.EventAsync(http, ProtocolBindings.HttpJson, StreamEvent.From(new TaskArtifactUpdateEvent { TaskId = "t", ContextId = "c", Artifact = artifact, Append = true }));
            }
        });
        using var client = Clients.Of(peer.Url, ProtocolBindings.HttpJson, static options => options.MaxResponseBytes = 1_000_000);

        var failure = await Failures.OfAsync(() => client.InvokeAsync<string, string>("s", "x", OtherJson.Default, Timeout).AsTask());

        Assert.Equal((AgentError.InvalidAgentResponse, false), (failure.Error, failure.IsRetrySafe));
        Assert.Contains("larger than the 1000000 bytes", failure.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_is_streamed_comes_whole()
    {
        await using var host = await AgentHost.StartAsync();
        host.Script.Open();
        using var client = new AgentClient(new AgentAddress(host.Url));

        Assert.Equal("12345", await client.InvokeAsync<string, string>("count", "5", OtherJson.Default, Timeout));
    }

    [Fact]
    public async Task A_type_that_the_context_does_not_know_is_named()
    {
        using var client = new AgentClient(new AgentAddress(new Uri("http://127.0.0.1:1")));

        var wrong = await Assert.ThrowsAsync<InvalidOperationException>(async () => await client.InvokeAsync<Guid, Sum>("add", Guid.Empty, ScriptJson.Default, Timeout));

        Assert.Contains("[JsonSerializable(typeof(Guid))]", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("refuse", TaskState.Rejected, "Not today.")]
    [InlineData("book", TaskState.InputRequired, "For which date?")]
    [InlineData("fail", TaskState.Failed, "The skill 'fail' failed.")]
    public async Task A_task_without_a_value_says_why(string skill, TaskState state, string text)
    {
        await using var host = await AgentHost.StartAsync();
        using var client = new AgentClient(new AgentAddress(host.Url), new AgentClientOptions { Name = "scripted" });

        var failure = await Assert.ThrowsAsync<AgentTaskException>(async () => await client.InvokeAsync(skill, new Terms(1, 2), ScriptJson.Default.Terms, ScriptJson.Default.Sum, Timeout));

        Assert.Equal(state, failure.State);
        Assert.Contains("'scripted'", failure.Message, StringComparison.Ordinal);
        Assert.Contains(text, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_output_of_another_type_is_the_agents_fault()
    {
        await using var host = await AgentHost.StartAsync();
        using var client = new AgentClient(new AgentAddress(host.Url));

        var failure = await Assert.ThrowsAsync<RemoteAgentException>(async () => await client.InvokeAsync("echo", "hello", OtherJson.Default.String, OtherJson.Default.DayOfWeek, Timeout));

        Assert.Equal(AgentError.InvalidAgentResponse, failure.Error);
    }

    [Fact]
    public async Task An_unknown_skill_is_refused_with_those_that_there_are()
    {
        await using var host = await AgentHost.StartAsync();
        using var client = new AgentClient(new AgentAddress(host.Url));

        var failure = await Assert.ThrowsAsync<RemoteAgentException>(async () => await client.InvokeAsync("ad\"d", new Terms(1, 2), ScriptJson.Default.Terms, ScriptJson.Default.Sum, Timeout));

        Assert.Equal(AgentError.InvalidParams, failure.Error);
        Assert.Contains("add", failure.Message, StringComparison.Ordinal);
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(DayOfWeek))]
[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class OtherJson : System.Text.Json.Serialization.JsonSerializerContext;
