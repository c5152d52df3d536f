using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Streams;

public sealed class ResubscribeTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_subscriber_that_comes_back_finds_what_it_missed_in_the_snapshot(int binding)
    {
        await using var host = await AgentHost.StartAsync();
        var client = StreamTest.Clients(host)[binding];
        string id;
        await using (var first = await client.StreamAsync("SendStreamingMessage", TestJson.Text("steps", "x")))
        {
            id = (await first.NextAsync())!.Value.GetProperty("task").GetProperty("id").GetString()!;
        }

        await ArtifactsAsync(client, id, 1);
        await using var again = await client.StreamAsync("SubscribeToTask", new { id });
        var snapshot = (await again.NextAsync())!.Value.GetProperty("task");
        host.Script.Open();

        Assert.Equal("TASK_STATE_WORKING", snapshot.State());
        Assert.Equal("step 1", snapshot.GetProperty("status").GetProperty("message").GetProperty("parts")[0].GetProperty("text").GetString());
        Assert.Equal(["first"], snapshot.GetProperty("artifacts").EnumerateArray().Select(static artifact => artifact.GetProperty("name").GetString()!));
        var rest = await again.ToListAsync();
        Assert.Equal(["statusUpdate", "artifactUpdate", "statusUpdate"], rest.Select(static item => item.EnumerateObject().Single().Name));
        Assert.Equal("TASK_STATE_COMPLETED", StreamTest.Describe(rest[^1]));
    }

    [Fact]
    public async Task Subscribers_that_come_and_go_while_events_flow_miss_none_and_see_none_twice()
    {
        const int Count = 5_000;
        await using var host = await AgentHost.StartAsync(("Agent:Tasks:EventBuffer", "10000"));
        var id = await StreamTest.BeginAsync(host, "count", $"{Count}");
        var clients = StreamTest.Clients(host);
        await using var witness = await StreamTest.WatchAsync(clients[0], id);
        host.Script.Open();

        for (var i = 0; i < 50; i++)
        {
            if (await JoinAsync(clients[i % 2], id) is not { } seen)
            {
                break;
            }

            Assert.Equal(StreamTest.Counted(seen.To), seen.Events);
        }

        Assert.Equal(StreamTest.Counted(Count), await StreamTest.DescribeRestAsync(witness));
    }

    /// <summary>Joins in the middle and reads to the end: the snapshot and the events together are the whole; null when it had ended.</summary>
    private static async Task<(int To, List<string> Events)?> JoinAsync(IBindingClient client, string id)
    {
        OpenStream stream;
        try
        {
            stream = await client.StreamAsync("SubscribeToTask", new { id });
        }
        catch (Exception e) when (e is BindingError or InvalidOperationException)
        {
            return null;
        }

        await using (stream)
        {
            var snapshot = (await stream.NextAsync())!.Value.GetProperty("task");
            var before = snapshot.TryGetProperty("artifacts", out var artifacts)
                ? artifacts[0].GetProperty("parts").EnumerateArray().Select(static part => part.GetProperty("text").GetString()!).ToList()
                : [];
            var rest = await StreamTest.DescribeRestAsync(stream);
            return (5_000, [.. before, .. rest]);
        }
    }

    private static async Task ArtifactsAsync(IBindingClient client, string id, int count)
    {
        for (var attempt = 0; attempt < 500; attempt++)
        {
            var task = await client.CallAsync("GetTask", new { id });
            if (task.TryGetProperty("artifacts", out var artifacts) && artifacts.GetArrayLength() == count)
            {
                return;
            }

            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
