using System.Text;
using A2AAgent.Tests.BadInput.Wire;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.BadInput.Mutations;

/// <summary>Thousands of damaged requests, each answer checked against the rules of its binding.</summary>
public sealed class MutationTests
{
    private const int Clients = 4;
    private const int RequestsPerClient = 1_500;

    /// <summary>Another run: set A2A_MUTATION_SEED. The one that is committed makes the test the same each time.</summary>
    private static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("A2A_MUTATION_SEED") ?? "20260131", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task Whatever_is_sent_the_answer_follows_the_rules_of_its_binding()
    {
        await using var host = await AgentHost.StartAsync();
        var task = (await new HttpJsonClient(host).CallAsync("SendMessage", TestJson.Text("echo", "x"))).GetProperty("task");
        var drafts = Drafts.All(task.GetProperty("id").GetString()!);
        Assert.All(await AnswersAsync(host, drafts), static pair => Expectation.Check(pair.Draft, pair.Answer!));

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => SendAsync(host, drafts, Seed + client))));

        Health.NothingLogged(host);
        await Health.ReadyAsync(host);
        await Health.WorksAsync(host);
    }

    private static async Task SendAsync(AgentHost host, Draft[] drafts, int seed)
    {
        var mutator = new Mutator(new Random(seed), drafts);
        var connection = await RawConnection.OpenAsync(host.Url);
        for (var number = 0; number < RequestsPerClient; number++)
        {
            var draft = mutator.Next();
            Answer? answer = null;
            try
            {
                answer = await connection.ExchangeAsync(draft.ToBytes());
                Expectation.Check(draft, Assert.IsType<Answer>(answer));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {seed}, request {number}: {Show(draft)}\nanswer: {answer}", e);
            }

            if (answer.Header("Connection") == "close")
            {
                connection.Dispose();
                connection = await RawConnection.OpenAsync(host.Url);
            }
        }

        connection.Dispose();
    }

    private static async Task<List<(Draft Draft, Answer? Answer)>> AnswersAsync(AgentHost host, Draft[] drafts)
    {
        using var connection = await RawConnection.OpenAsync(host.Url);
        var answers = new List<(Draft, Answer?)>();
        foreach (var draft in drafts)
        {
            answers.Add((draft, await connection.ExchangeAsync(draft.ToBytes())));
        }

        return answers;
    }

    private static string Show(Draft draft) =>
        $"{draft.Verb} {draft.Target}\nversion: {draft.Version}\ncontent type: {draft.ContentType}\nbody: {(draft.Body is null ? "none" : Encoding.Latin1.GetString(draft.Body))}";
}
