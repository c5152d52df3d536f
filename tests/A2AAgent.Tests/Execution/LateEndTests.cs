using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Tasks;
using A2AAgent.Tests.Agents;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Execution;

public sealed class LateEndTests
{
    [Fact]
    public async Task A_task_whose_end_could_not_be_recorded_ends_a_little_later_and_leaves_its_place()
    {
        await using var host = await AgentHost.StartAsync<ScriptedAgent>(
            static builder => builder.Services.AddSingleton<ITaskStore>(static services => new ShortOfMemory(services.GetRequiredService<TaskOptions>())),
            ("Agent:Tasks:MaxRunning", "1"));
        var client = new JsonRpcClient(host);

        var failed = await client.CallAsync("SendMessage", TestJson.Text("echo", ShortOfMemory.Trigger));
        var next = await client.CallAsync("SendMessage", TestJson.Text("echo", "x"));

        Assert.Equal("TASK_STATE_FAILED", failed.GetProperty("task").State());
        Assert.Contains("could not record", failed.GetProperty("task").GetProperty("status").GetProperty("message").GetProperty("parts")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("TASK_STATE_COMPLETED", next.GetProperty("task").State());
    }

    /// <summary>The store as it is, but for two writes about one task, which fail as they do without memory.</summary>
    private sealed class ShortOfMemory(TaskOptions options) : ITaskStore
    {
        public const string Trigger = "large";

        private readonly InMemoryTaskStore _store = new(options, TimeProvider.System);
        private int _failures = 2;

        public ValueTask CreateAsync(TaskRecord record, CancellationToken cancellationToken) => _store.CreateAsync(record, cancellationToken);

        public ValueTask AppendAsync(TaskRecord record, IReadOnlyList<StreamEvent> changes, CancellationToken cancellationToken) =>
            record.Task.History[0].Parts[0].Text == Trigger && record.Task.Status.State.IsTerminal() && Interlocked.Decrement(ref _failures) >= 0
                ? throw new InvalidOperationException("There is no memory.")
                : _store.AppendAsync(record, changes, cancellationToken);

        public ValueTask<TaskRecord?> FindAsync(TaskKey key, CancellationToken cancellationToken) => _store.FindAsync(key, cancellationToken);

        public ValueTask<TaskPage> ListAsync(TaskQuery query, CancellationToken cancellationToken) => _store.ListAsync(query, cancellationToken);

        public ValueTask<IReadOnlyList<TaskKey>> RemoveExpiredAsync(CancellationToken cancellationToken) => _store.RemoveExpiredAsync(cancellationToken);
    }
}
