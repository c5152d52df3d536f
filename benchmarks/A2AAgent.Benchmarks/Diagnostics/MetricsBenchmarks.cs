using System.Diagnostics.Metrics;
using A2AAgent.Server.Diagnostics.Metrics;
using A2AAgent.Server.Diagnostics.Prometheus;
using A2AAgent.Server.Tasks;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Benchmarks.Diagnostics;

/// <summary>What measuring costs a call and a task, while Prometheus is served and while nobody listens.</summary>
public class MetricsBenchmarks
{
    private static readonly DateTimeOffset Then = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly DefaultHttpContext _http = new();
    private readonly TaskRecord _before = Record(TaskState.Working, Then);
    private readonly TaskRecord _after = Record(TaskState.Completed, Then.AddMilliseconds(40));
    private OperationMetrics _operations = null!;
    private TaskMetrics _tasks = null!;
    private MetricsCollector? _collector;

    [Params(false, true)]
    public bool Counting { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        var meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        _collector = Counting ? new MetricsCollector(meters) : null;
        (_operations, _tasks) = (new OperationMetrics(meters, TimeProvider.System), new TaskMetrics(meters));
    }

    [GlobalCleanup]
    public void CleanUp() => _collector?.Dispose();

    [Benchmark]
    public void Call() => _operations.End(_operations.Begin(), _http, "jsonrpc", "SendMessage", error: null);

    [Benchmark]
    public void EndOfTask() => _tasks.Changed(_before, _after, new TaskTimes(Then.UtcTicks, Then.UtcTicks));

    private static TaskRecord Record(TaskState state, DateTimeOffset at) => new(
        new TaskKey("", "", "task"), new AgentTask { Id = "task", ContextId = "context", Status = new AgentTaskStatus { State = state, Timestamp = at } }, Version: 2, "skill");
}
