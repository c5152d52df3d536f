using A2AAgent.Benchmarks.Hosting;
using A2AAgent.Server.Bindings;
using A2AAgent.Server.Bindings.Sse;
using A2AAgent.Server.Hosting;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;

namespace A2AAgent.Benchmarks.Bindings;

/// <summary>One server-sent event: its first subscriber turns it into JSON, the others send the same bytes.</summary>
public class EventStreamBenchmarks
{
    private static readonly byte[] Prefix = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":"u8.ToArray();
    private static readonly byte[] Suffix = "}"u8.ToArray();

    private readonly EventStream _stream = new(
        new DiscardingPipeWriter(),
        TimeSpan.FromHours(1),
        TimeProvider.System,
        new StreamFlush(new InMemoryAgent().Call().Get("/"), null, new Draining(), TimeProvider.System, NullLogger.Instance),
        CancellationToken.None);

    private readonly TaskArtifactUpdateEvent _update = new()
    {
        TaskId = Identifiers.New(),
        ContextId = Identifiers.New(),
        Artifact = new Artifact { ArtifactId = Identifiers.New(), Parts = [Part.FromText("The quick brown fox jumps over the lazy dog")] },
        Append = true,
    };

    private readonly StreamEvent _written;

    public EventStreamBenchmarks()
    {
        _written = StreamEvent.From(_update);
        _written.ToUtf8Json();
    }

    [Benchmark]
    public ValueTask<bool> FirstSubscriber() => _stream.WriteAsync(StreamEvent.From(_update).ToUtf8Json(), Prefix, Suffix);

    [Benchmark]
    public ValueTask<bool> FurtherSubscriber() => _stream.WriteAsync(_written.ToUtf8Json(), Prefix, Suffix);
}
