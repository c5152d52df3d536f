using A2AAgent.Client;
using A2AAgent.Protocol;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Client;

public sealed class JsonRpcSmokeTests
{
    [Fact]
    public async Task A_text_comes_back()
    {
        await using var host = await AgentHost.StartAsync();
        using var client = await AgentClient.ConnectAsync(host.Url, cancellationToken: TestContext.Current.CancellationToken);

        var answer = await client.SendMessageAsync("hello", TestContext.Current.CancellationToken);

        Assert.Equal("hello", answer.Task!.Artifacts[0].Parts[0].Text);
    }

    [Fact]
    public async Task A_stream_comes_to_its_end()
    {
        await using var host = await AgentHost.StartAsync();
        host.Script.Open();
        using var client = await AgentClient.ConnectAsync(host.Url, cancellationToken: TestContext.Current.CancellationToken);
        var message = Message.FromUser("3") with { Metadata = System.Text.Json.JsonDocument.Parse("""{"skillId":"count"}""").RootElement };

        var events = new List<StreamEvent>();
        await foreach (var item in await client.SendStreamingMessageAsync(message, TestContext.Current.CancellationToken))
        {
            events.Add(item);
        }

        Assert.Equal(TaskState.Completed, events[^1].State);
        Assert.Equal(["1", "2", "3"], events.Select(static item => item.ArtifactUpdate?.Artifact.Parts[0].Text).Where(static text => !string.IsNullOrEmpty(text)));
    }
}
