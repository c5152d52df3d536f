using System.Text.Json;
using A2AAgent.Client;
using A2AAgent.Protocol;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Client;

public sealed class TransportSmokeTests
{
    public static TheoryData<string> Bindings => [ProtocolBindings.JsonRpc, ProtocolBindings.HttpJson, ProtocolBindings.Grpc];

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_text_comes_back(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        using var client = await ConnectAsync(host, binding);

        var answer = await client.SendMessageAsync("hello", TestContext.Current.CancellationToken);

        Assert.Equal("hello", answer.Task!.Artifacts[0].Parts[0].Text);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_stream_comes_to_its_end(string binding)
    {
        await using var host = await AgentHost.StartAsync();
        host.Script.Open();
        using var client = await ConnectAsync(host, binding);
        var message = Message.FromUser("3") with { Metadata = JsonDocument.Parse("""{"skillId":"count"}""").RootElement };

        var events = new List<StreamEvent>();
        await foreach (var item in await client.SendStreamingMessageAsync(message, TestContext.Current.CancellationToken))
        {
            events.Add(item);
        }

        Assert.Equal(TaskState.Completed, events[^1].State);
        Assert.Equal(["1", "2", "3"], events.Select(static item => item.ArtifactUpdate?.Artifact.Parts[0].Text).Where(static text => !string.IsNullOrEmpty(text)));
    }

    private static Task<AgentClient> ConnectAsync(AgentHost host, string binding)
    {
        var options = new AgentClientOptions();
        options.Bindings.Clear();
        options.Bindings.Add(binding);
        return AgentClient.ConnectAsync(host.Url, options, TestContext.Current.CancellationToken);
    }
}
