using System.Globalization;
using A2AAgent.EndToEnd.Tests.Replicas.Load;
using A2AAgent.EndToEnd.Tests.Replicas.Processes;

namespace A2AAgent.EndToEnd.Tests.Replicas;

/// <summary>What the tests of single faults have in common: clients and a webhook whose view is checked at the end.</summary>
public abstract class FaultTest(ReplicaCluster cluster, string context) : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly List<Conversation> _conversations = [];
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly string _context = $"{context}-{Guid.NewGuid():N}";
    private AgentCalls? _calls;
    private WebhookReceiver? _webhooks;

    internal WebhookReceiver Webhooks => _webhooks!;

    protected CancellationToken End => _end.Token;

    public async ValueTask InitializeAsync()
    {
        _end.CancelAfter(Limit);
        await cluster.HealAsync();
        _calls = new AgentCalls(cluster.Address);
        _webhooks = await WebhookReceiver.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _calls?.Dispose();
        await Webhooks.DisposeAsync();
        _end.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Begins a task that counts; <see cref="CheckAsync"/> looks at what everybody has seen of it.</summary>
    internal (Conversation Conversation, Task Talking) Begin(string skill, int count = 40, int pause = 100)
    {
        var conversation = new Conversation(_calls!, Webhooks, _context, $"{_conversations.Count}", skill, count, pause);
        _conversations.Add(conversation);
        return (conversation, conversation.RunAsync(End));
    }

    /// <summary>Waits until a task counts, and finds who does.</summary>
    internal async Task<Replica> CountingAsync()
    {
        while (true)
        {
            var log = (await LogsAsync()).Values.SingleOrDefault();
            if (log is { Count: > 5 })
            {
                var process = int.Parse(log.Runs.Last().Split('-')[0], CultureInfo.InvariantCulture);
                return cluster.Replicas.Single(replica => replica.IsRunning && replica.Id == process);
            }

            await Task.Delay(50, End);
        }
    }

    internal Task<Dictionary<string, EventLog>> LogsAsync() => EventLog.ReadAsync(cluster.Database, _context, End);

    /// <summary>Waits until webhooks have heard of the ends, and compares all views; gives what it has found and the tasks.</summary>
    internal async Task<(Findings Findings, IReadOnlyList<EventLog> Tasks)> CheckAsync()
    {
        await Delivered.AwaitAsync(_conversations, End);
        var logs = await LogsAsync();
        var findings = new Findings();
        var audit = new Audit(logs, findings);
        audit.Tasks(_conversations);
        audit.Streams(_conversations);
        audit.Webhooks(_conversations);
        Assert.False(findings.HasFaults, $"{findings.Table()}\n{findings.Faults}");
        return (findings, [.. logs.Values]);
    }

    /// <summary>Reads one value of the database.</summary>
    internal async Task<object?> ReadAsync(string sql)
    {
        await using var command = cluster.Database.CreateCommand(sql);
        return await command.ExecuteScalarAsync(End);
    }

    /// <summary>Waits for something that happens elsewhere.</summary>
    protected async Task UntilAsync(Func<Task<bool>> holds)
    {
        ArgumentNullException.ThrowIfNull(holds);
        while (!await holds())
        {
            await Task.Delay(50, End);
        }
    }
}
