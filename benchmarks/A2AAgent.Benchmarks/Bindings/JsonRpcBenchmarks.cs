using System.Text.Json;
using A2AAgent.Benchmarks.Hosting;
using A2AAgent.Protocol.Json;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Benchmarks.Bindings;

/// <summary>A JSON-RPC request from its bytes to the bytes of the reply.</summary>
public class JsonRpcBenchmarks
{
    private readonly byte[] _toMessageSkill = Requests.JsonRpc("SendMessage", Requests.SendMessage(BenchmarkAgent.MessageSkill));
    private readonly byte[] _toTaskSkill = Requests.JsonRpc("SendMessage", Requests.SendMessage(BenchmarkAgent.TaskSkill));
    private readonly byte[] _unknownMethod = Requests.JsonRpc("message/send", "{}");
    private InMemoryAgent _agent = null!;
    private RequestDelegate _endpoint = null!;
    private InMemoryCall _call = null!;
    private byte[] _getTask = [];

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _agent = new InMemoryAgent();
        _endpoint = _agent.Endpoint("A2A JSON-RPC");
        _call = _agent.Call();
        var request = ProtocolJson.FromUtf8(Requests.Utf8(Requests.SendMessage(BenchmarkAgent.TaskSkill)), ProtocolJson.Context.SendMessageRequest);
        var sent = await _agent.Service.SendMessageAsync(request, new CallContext { Version = "1.0" }, CancellationToken.None);
        _getTask = Requests.JsonRpc("GetTask", $$"""{"id":"{{JsonEncodedText.Encode(sent.Task!.Id)}}"}""");
    }

    [Benchmark]
    public Task SendMessageToMessageSkill() => _endpoint(_call.Post(_toMessageSkill));

    [Benchmark]
    public Task SendMessageToTaskSkill() => _endpoint(_call.Post(_toTaskSkill));

    [Benchmark]
    public Task GetTask() => _endpoint(_call.Post(_getTask));

    [Benchmark]
    public Task UnknownMethod() => _endpoint(_call.Post(_unknownMethod));
}
