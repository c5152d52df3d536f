using A2AAgent.Benchmarks.Hosting;
using A2AAgent.Protocol.Json;
using BenchmarkDotNet.Attributes;

namespace A2AAgent.Benchmarks.Execution;

/// <summary>From a typed request to a typed answer: choose the skill, bind it, run it, store its task.</summary>
public class SkillBenchmarks
{
    private readonly IAgentService _service = new InMemoryAgent().Service;
    private readonly SendMessageRequest _toMessageSkill = Read(BenchmarkAgent.MessageSkill);
    private readonly SendMessageRequest _toTaskSkill = Read(BenchmarkAgent.TaskSkill);

    [Benchmark]
    public ValueTask<SendMessageResponse> MessageSkill() => _service.SendMessageAsync(_toMessageSkill, new CallContext { Version = "1.0" }, CancellationToken.None);

    [Benchmark]
    public ValueTask<SendMessageResponse> TaskSkill() => _service.SendMessageAsync(_toTaskSkill, new CallContext { Version = "1.0" }, CancellationToken.None);

    private static SendMessageRequest Read(string skill) =>
        ProtocolJson.FromUtf8(Requests.Utf8(Requests.SendMessage(skill)), ProtocolJson.Context.SendMessageRequest);
}
