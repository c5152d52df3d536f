using System.Collections.Concurrent;
using System.Text.Json;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Postgres;

namespace A2AAgent.Tests.Idempotency;

/// <summary>Many messages, each sent many times, in any order, over any binding, to any replica.</summary>
public sealed class ManySendsTests
{
    private const int Messages = 30;
    private const int Times = 8;

    [Fact]
    public async Task Each_message_is_worked_on_once_and_each_call_gets_what_came_of_it()
    {
        var runs = new Runs();
        await using var database = await SharedPostgres.NewAsync();
        await using var first = await Replica.StartAsync(database, runs);
        await using var second = await Replica.StartAsync(database, runs);
        IBindingClient[] clients = [.. Clients(first), .. Clients(second)];
        var answers = new ConcurrentDictionary<int, ConcurrentBag<string>>();

        // The seed is fixed: which calls meet is left to the machine.
        var calls = Enumerable.Range(0, Messages * Times).ToArray();
        new Random(7).Shuffle(calls);
        await Parallel.ForEachAsync(calls, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = TestContext.Current.CancellationToken }, async (call, _) =>
        {
            var message = call % Messages;
            answers.GetOrAdd(message, static _ => []).Add(await AnswerAsync(clients[call / Messages % clients.Length], message));
        });

        Assert.Equal(Messages, runs.Number);
        Assert.All(answers.Values, static given =>
        {
            Assert.Equal(Times, given.Count);
            Assert.Single(given.Distinct());
        });
        Assert.Equal(Messages, answers.Values.Select(static given => given.First()).Distinct().Count());
    }

    private static IEnumerable<IBindingClient> Clients(AgentHost host) => [new JsonRpcClient(host), new HttpJsonClient(host), new GrpcClient(host)];

    private static async Task<string> AnswerAsync(IBindingClient client, int message)
    {
        var skill = message % 3 == 0 ? "reply" : "echo";
        var answer = await client.CallAsync("SendMessage", Sends.Text($"m{message}", skill, $"text {message}"), IdempotencyContract.As(OnceAgent.Alice));
        return answer.TryGetProperty("task", out var task) ? $"{task.Id()} {task.State()} {task.Output()}" : $"{MessageId(answer)} {answer.Said()}";
    }

    private static string MessageId(JsonElement answer) => answer.GetProperty("message").GetProperty("messageId").GetString()!;
}
