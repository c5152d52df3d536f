using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Postgres;
using A2AAgent.Tests.Push;

namespace A2AAgent.Tests.Idempotency;

/// <summary>A message that comes again to another replica with the webhook that it came with the first time.</summary>
public sealed class WebhookReplicaTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task However_often_it_comes_the_webhook_hears_of_the_task_once_and_in_order()
    {
        var runs = new Runs();
        await using var receiver = await Receiver.StartAsync();
        await using var database = await SharedPostgres.NewAsync();
        await using var first = await Replica.StartAsync(database, runs);
        await using var second = await Replica.StartAsync(database, runs);
        var message = Sends.Text("m", "hold", "x", configuration: new { taskPushNotificationConfig = new { url = receiver.Url } });

        var calls = Enumerable.Range(0, 20).Select(i => SendAsync(i % 2 == 0 ? first : second, message)).ToList();
        await Task.WhenAny(first.Script.NextStartedAsync(Token), second.Script.NextStartedAsync(Token));
        first.Script.Open();
        second.Script.Open();
        var ids = await Task.WhenAll(calls);
        var told = await receiver.UntilEndAsync();

        Assert.Single(ids.Distinct());
        Assert.Equal(1, runs.Number);
        Assert.Equal(Enumerable.Range(1, told.Count), told.Select(static notification => notification.Sequence));
        Assert.Equal(1L, await database.RunAsync("select count(*) from {schema}.push_configs"));
    }

    private static async Task<string> SendAsync(AgentHost host, object message) =>
        (await new JsonRpcClient(host).CallAsync("SendMessage", message, IdempotencyContract.As(OnceAgent.Alice))).GetProperty("task").Id();
}
