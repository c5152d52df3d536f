using BenchmarkDotNet.Attributes;

namespace A2AAgent.Benchmarks.Execution;

/// <summary>The state of a task after one more event.</summary>
public class ReducerBenchmarks
{
    private const int MaxHistory = 200;
    private const int Stream = 10_000;

    private readonly StreamEvent _status = StreamEvent.From(new TaskStatusUpdateEvent
    {
        TaskId = "task", ContextId = "context", Status = new AgentTaskStatus { State = TaskState.Working, Timestamp = DateTimeOffset.UnixEpoch },
    });

    private readonly StreamEvent _chunk = Chunk(append: true);
    private AgentTask _task = null!;

    /// <summary>How many chunks the artifact has already: appending must not depend on it.</summary>
    [Params(1, 10_000)]
    public int Chunks { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        var task = new AgentTask { Id = "task", ContextId = "context", Status = _status.StatusUpdate!.Status };
        task = TaskReducer.Apply(task, Chunk(append: false), MaxHistory);
        for (var i = 1; i < Chunks; i++)
        {
            task = TaskReducer.Apply(task, _chunk, MaxHistory);
        }

        _task = task;
    }

    [Benchmark]
    public AgentTask Status() => TaskReducer.Apply(_task, _status, MaxHistory);

    /// <summary>A stream onto what is there; the figure is for one chunk and has its share of the growing.</summary>
    [Benchmark(OperationsPerInvoke = Stream)]
    public AgentTask ArtifactChunk()
    {
        var task = _task;
        for (var i = 0; i < Stream; i++)
        {
            task = TaskReducer.Apply(task, _chunk, MaxHistory);
        }

        return task;
    }

    private static StreamEvent Chunk(bool append) => StreamEvent.From(new TaskArtifactUpdateEvent
    {
        TaskId = "task", ContextId = "context", Artifact = new Artifact { ArtifactId = "artifact", Parts = [Part.FromText("token")] }, Append = append,
    });
}
