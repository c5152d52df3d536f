using A2AAgent.Benchmarks.Hosting;
using A2AAgent.Protocol.Json;
using BenchmarkDotNet.Attributes;

namespace A2AAgent.Benchmarks.Json;

/// <summary>ProtoJSON of a request as clients send it.</summary>
public class ProtoJsonBenchmarks
{
    private readonly byte[] _json = Requests.Utf8(Requests.SendMessage(BenchmarkAgent.TaskSkill));
    private readonly SendMessageRequest _request;

    public ProtoJsonBenchmarks() => _request = Read();

    [Benchmark]
    public SendMessageRequest Read() => ProtocolJson.FromUtf8(_json, ProtocolJson.Context.SendMessageRequest);

    [Benchmark]
    public byte[] Write() => ProtocolJson.ToUtf8(_request, ProtocolJson.Context.SendMessageRequest);
}
