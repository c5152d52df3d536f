using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Streams;

public sealed class ManySubscribersTests
{
    private const int Subscribers = 1_000;
    private const int Events = 100;

    [Fact]
    public async Task A_thousand_subscribers_see_every_event_once_in_order()
    {
        await using var host = await AgentHost.StartAsync();
        var id = await StreamTest.BeginAsync(host, "count", $"{Events}");
        var clients = StreamTest.Clients(host);
        var streams = await Task.WhenAll(Enumerable.Range(0, Subscribers).Select(i => StreamTest.WatchAsync(clients[i % clients.Length], id)));

        host.Script.Open();
        var seen = await Task.WhenAll(streams.Select(StreamTest.DescribeRestAsync));

        var expected = StreamTest.Counted(Events);
        Assert.All(seen, events => Assert.Equal(expected, events));
        Assert.DoesNotContain(host.Logs.Entries, static entry => entry.Level >= Microsoft.Extensions.Logging.LogLevel.Warning);
        await Task.WhenAll(streams.Select(static stream => stream.DisposeAsync().AsTask()));
    }
}
