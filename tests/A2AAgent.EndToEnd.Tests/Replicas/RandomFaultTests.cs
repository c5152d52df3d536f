using System.Globalization;
using A2AAgent.EndToEnd.Tests.Replicas.Load;
using A2AAgent.EndToEnd.Tests.Replicas.Processes;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Replicas;

/// <summary>Replicas are killed and paused at random under clients that only know how to come back.</summary>
[Collection(nameof(ReplicaCluster))]
public sealed class RandomFaultTests(ReplicaCluster cluster, ITestOutputHelper output)
{
    private const string Context = "random";
    private const int Tasks = 1_000;
    private static readonly TimeSpan Time = TimeSpan.FromMinutes(2);

    /// <summary>For tasks that began last, were interrupted and run again, on a machine with other things to do.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task No_task_is_lost_or_stuck_and_nobody_misses_an_event()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("FAULT_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        output.WriteLine($"FAULT_SEED={seed}");
        await cluster.HealAsync();
        await using var webhooks = await WebhookReceiver.StartAsync();
        using var calls = new AgentCalls(cluster.Address);
        var conversations = Conversations(calls, webhooks, new Random(seed));
        var weather = new Weather(cluster, seed);

        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        end.CancelAfter(Time + Patience);
        using var calm = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
        calm.CancelAfter(Time);
        var raging = weather.RageAsync(calm.Token);
        await TalkAsync(conversations, end.Token);
        await raging;
        await Delivered.AwaitAsync(conversations, end.Token);

        var findings = new Findings();
        findings.Count($"seconds with {cluster.Replicas.Count} replicas, seed {seed}", (long)Time.TotalSeconds);
        findings.Count("kills", weather.Kills);
        findings.Count("pauses", weather.Pauses);
        var audit = new Audit(await EventLog.ReadAsync(cluster.Database, Context, TestContext.Current.CancellationToken), findings);
        audit.Tasks(conversations);
        audit.Streams(conversations);
        audit.Webhooks(conversations);
        findings.Count("calls that were broken off or not answered", calls.Breaks);
        await ReportAsync(findings.Table());

        Assert.False(findings.HasFaults, $"FAULT_SEED={seed}\n{findings.Table()}\n{findings.Faults}");
        Assert.True(weather.Kills > 0 && weather.Pauses > 0, findings.Table());
        Assert.True(findings["    of them run again by another replica"] > 0 && findings["  failed with \"was interrupted\""] > 0, findings.Table());
    }

    /// <summary>Two of five may run again, two may not, and one asks something first; each takes half a second to twelve.</summary>
    private static List<Conversation> Conversations(AgentCalls calls, WebhookReceiver webhooks, Random random) => [.. Enumerable.Range(0, Tasks).Select(i =>
        new Conversation(calls, webhooks, Context, $"task{i:0000}", (i % 5) switch { 0 or 1 => "again", 2 or 3 => "once", _ => Conversation.Asking }, random.Next(10, 40), random.Next(50, 300)))];

    /// <summary>Begins one after the other, evenly over the time.</summary>
    private static async Task TalkAsync(List<Conversation> conversations, CancellationToken end)
    {
        var talking = new List<Task>();
        var began = TimeProvider.System.GetTimestamp();
        foreach (var conversation in conversations)
        {
            var due = (Time * talking.Count / conversations.Count) - TimeProvider.System.GetElapsedTime(began);
            await Task.Delay(due > TimeSpan.Zero ? due : TimeSpan.Zero, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            talking.Add(conversation.RunAsync(end));
        }

        await Task.WhenAll(talking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.DoesNotContain(talking, static talk => talk.IsFaulted);
    }

    private async Task ReportAsync(string table)
    {
        output.WriteLine(table);
        var folder = Directory.CreateDirectory(Repository.PathOf("artifacts"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "fault-suite.txt"), table, TestContext.Current.CancellationToken);
    }
}
