using System.Diagnostics.Metrics;
using A2AAgent.Protocol;
using A2AAgent.Server.Diagnostics.Metrics;
using A2AAgent.Server.Diagnostics.Prometheus;
using A2AAgent.Server.Tasks;
using A2AAgent.Tests.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Diagnostics;

/// <summary>Measuring makes nothing for the garbage collector, whether or not somebody listens; no other test does meanwhile.</summary>
[Collection(nameof(SpanCostTests))]
public sealed class CostTests
{
    private const int Times = 10_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Measuring_allocates_nothing(bool isListening)
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var collector = isListening ? new MetricsCollector(meters) : null;
        var (operations, tasks, cards, http) = (new OperationMetrics(meters, TimeProvider.System), new TaskMetrics(meters), new CardMetrics(meters), new DefaultHttpContext());
        var before = Record(TaskState.Working);
        var after = Record(TaskState.Completed);

        Measure();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        Measure();

        // A thread that has moved to another processor makes cells there, once.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, isListening ? Times : 0);

        void Measure()
        {
            for (var i = 0; i < Times; i++)
            {
                operations.End(operations.Begin(), http, "jsonrpc", "SendMessage", i % 2 == 0 ? null : "INTERNAL");
                tasks.Changed(before, after, TaskTimes.Of(before));
                cards.Answered(200);
            }
        }
    }

    [Fact]
    public void No_time_is_taken_while_nobody_listens()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();

        Assert.Equal(0, new OperationMetrics(services.GetRequiredService<IMeterFactory>(), TimeProvider.System).Begin());
    }

    private static TaskRecord Record(TaskState state) => new(
        new TaskKey("", "", Identifiers.New()),
        new AgentTask { Id = "x", ContextId = "c", Status = new AgentTaskStatus { State = state, Timestamp = TimeProvider.System.GetUtcNow() } },
        Version: 2,
        "skill");
}
