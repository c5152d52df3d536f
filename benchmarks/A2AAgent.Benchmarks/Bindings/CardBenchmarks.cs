using A2AAgent.Benchmarks.Hosting;
using A2AAgent.Server.Bindings.AgentCard;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Benchmarks.Bindings;

/// <summary>The Agent Card, whole and unchanged since the client's copy.</summary>
public class CardBenchmarks
{
    private RequestDelegate _endpoint = null!;
    private InMemoryCall _first = null!;
    private InMemoryCall _again = null!;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        var agent = new InMemoryAgent();
        _endpoint = agent.Endpoint("A2A Agent Card");
        _first = agent.Call();
        _again = agent.Call();
        var http = _first.Get(CardEndpoint.Path);
        await _endpoint(http);
        _again.Get(CardEndpoint.Path).Request.Headers.IfNoneMatch = http.Response.Headers.ETag;
    }

    [Benchmark]
    public Task Whole() => _endpoint(_first.Get(CardEndpoint.Path));

    [Benchmark]
    public Task NotModified() => _endpoint(_again.Get(CardEndpoint.Path));
}
