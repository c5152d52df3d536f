using System.Text;
using A2AAgent.Tests.BadInput.Wire;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Streams;

public sealed class SubscriberLimitTests
{
    [Fact]
    public async Task One_subscriber_too_many_is_refused_until_another_leaves()
    {
        await using var host = await AgentHost.StartAsync(("Agent:Tasks:MaxSubscribers", "2"));
        var clients = StreamTest.Clients(host);
        var id = await StreamTest.BeginAsync(host, "wait", "x");
        await using var first = await StreamTest.WatchAsync(clients[0], id);
        var second = await StreamTest.WatchAsync(clients[1], id);

        using var connection = await RawConnection.OpenAsync(host.Url);
        AnswerRules.Rest((await connection.ExchangeAsync(OverRest(id)))!)!.Is("RESOURCE_EXHAUSTED").Says("2 subscribers");
        AnswerRules.JsonRpc((await connection.ExchangeAsync(OverJsonRpc(id)))!, "1")!.Is("RESOURCE_EXHAUSTED").Says("2 subscribers");

        await second.DisposeAsync();
        await using var third = await WatchWhenThereIsRoomAsync(clients[0], id);
        host.Script.Open();
        Assert.Equal("TASK_STATE_COMPLETED", (await StreamTest.DescribeRestAsync(first))[^1]);
        Assert.Equal("TASK_STATE_COMPLETED", (await StreamTest.DescribeRestAsync(third))[^1]);
    }

    private static byte[] OverRest(string id) => RawRequest.Get($"/tasks/{id}:subscribe");

    private static byte[] OverJsonRpc(string id) =>
        RawRequest.Post("/", Encoding.UTF8.GetBytes($$$"""{"jsonrpc":"2.0","id":1,"method":"SubscribeToTask","params":{"id":"{{{id}}}"}}"""));

    /// <summary>That a client has left reaches the server a moment later.</summary>
    private static async Task<OpenStream> WatchWhenThereIsRoomAsync(IBindingClient client, string id)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await StreamTest.WatchAsync(client, id);
            }
            catch (BindingError) when (attempt < 500)
            {
                await Task.Delay(10, TestContext.Current.CancellationToken);
            }
        }
    }
}
