using System.Text.Json;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Streams;

/// <summary>What the tests of streams have in common: how to begin a task, watch it over either binding, and tell its events apart.</summary>
internal static class StreamTest
{
    /// <summary>One client for each binding.</summary>
    public static IBindingClient[] Clients(AgentHost host) => [new JsonRpcClient(host), new HttpJsonClient(host), new GrpcClient(host)];

    /// <summary>Begins a task and returns its identifier when its skill runs.</summary>
    public static async Task<string> BeginAsync(AgentHost host, string skill, string text)
    {
        var client = new HttpJsonClient(host);
        var task = (await client.CallAsync("SendMessage", TestJson.Text(skill, text, configuration: new { returnImmediately = true }))).GetProperty("task");
        var id = task.GetProperty("id").GetString()!;
        while (task.State() != "TASK_STATE_WORKING")
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
            task = await client.CallAsync("GetTask", new { id });
        }

        return id;
    }

    /// <summary>Subscribes and takes the snapshot, so that every later event must come.</summary>
    public static async Task<OpenStream> WatchAsync(IBindingClient client, string id)
    {
        var stream = await client.StreamAsync("SubscribeToTask", new { id });
        Assert.True((await stream.NextAsync())!.Value.TryGetProperty("task", out _));
        return stream;
    }

    /// <summary>The rest of a stream, each event in a word.</summary>
    public static async Task<List<string>> DescribeRestAsync(OpenStream stream) => [.. (await stream.ToListAsync()).Select(Describe)];

    /// <summary>The text of an artifact's chunk, or the state that a status brings.</summary>
    public static string Describe(JsonElement item) => item.TryGetProperty("artifactUpdate", out var update)
        ? update.GetProperty("artifact").GetProperty("parts")[0].GetProperty("text").GetString()!
        : item.GetProperty("statusUpdate").State();

    /// <summary>What a task that counts shows once it goes on: the numbers, the mark at the end, and the state.</summary>
    public static List<string> Counted(int to) => [.. Enumerable.Range(1, to).Select(static i => $"{i}"), "", "TASK_STATE_COMPLETED"];
}
