using System.Text.Json;
using A2AAgent.EndToEnd.Tests.Exchanges;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Image;

/// <summary>SIGTERM while clients are at work on connections that they keep.</summary>
[Collection(nameof(AgentImages))]
public sealed class TerminationTests(AgentImages images, ITestOutputHelper output)
{
    private const int Streams = 4;
    private const int AnswersBefore = 500;

    [Fact]
    public async Task Each_request_that_was_begun_is_answered_in_full_and_no_stream_is_cut()
    {
        await using var agent = await StartAsync();
        using var client = new AgentClient(agent.Address);
        var streams = await Task.WhenAll(Enumerable.Range(0, Streams).Select(_ => BeginAsync(client)));
        await using var load = SteadyLoad.Start(agent.Address, agent.Grpc);
        await load.AnsweredAsync(AnswersBefore);

        agent.Terminate();

        Assert.All(await Task.WhenAll(streams.Select(LastStateAsync)), static state => Assert.Equal("TASK_STATE_COMPLETED", state));
        await load.EndAsync();
        Assert.Equal(0, await agent.WaitForExitAsync());
        var log = agent.Log.Split('\n');
        var (begun, ended) = (Count(log, "Request starting HTTP/"), Count(log, "Request finished HTTP/"));
        output.WriteLine($"{begun} requests begun, {ended} answered by the agent, {load.Answers} received, {load.Refusals} of them \"shutting down\"; {load.Workers} clients ended with: {load.Ends}");
        Assert.Equal(begun, ended);
        Assert.Equal(ended, load.Answers + Streams);
        // The connection that a client made after its last answer was refused: none was cut with a request on it.
        Assert.Equal($"{HttpRequestError.ConnectionError} ({load.Workers})", load.Ends);
    }

    /// <summary>The agent's own count of requests is what the clients' is compared with.</summary>
    private async Task<RunningAgent> StartAsync()
    {
        var command = (await images.FromDockerfile).Command();
        command.Environment["Logging__Console__LogLevel__Default"] = "Information";
        return await RunningAgent.StartAsync(command);
    }

    private static async Task<IAsyncEnumerator<JsonElement>> BeginAsync(AgentClient client)
    {
        var events = client.StreamAsync(Binding.HttpJson, Requests.LongExplanation).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await events.MoveNextAsync());
        return events;
    }

    private static async Task<string> LastStateAsync(IAsyncEnumerator<JsonElement> events)
    {
        JsonElement last;
        do
        {
            last = events.Current;
        }
        while (await events.MoveNextAsync());
        await events.DisposeAsync();
        return last.GetProperty("statusUpdate").State();
    }

    private static int Count(IEnumerable<string> log, string text) => log.Count(line => line.Contains(text, StringComparison.Ordinal));
}
