using System.Collections.Concurrent;
using System.Text.Json;
using A2AAgent.EndToEnd.Tests.Conformance;
using A2AAgent.EndToEnd.Tests.Interop;
using A2AAgent.EndToEnd.Tests.Tools;

[assembly: AssemblyFixture(typeof(ConformanceAgents))]

namespace A2AAgent.EndToEnd.Tests.Interop;

/// <summary>The agent that acts on the prefixes of message identifiers: a process for each profile that a test asks for.</summary>
public sealed class ConformanceAgents : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<RunningAgent>>> _byProfile = new(StringComparer.Ordinal);

    internal Task<RunningAgent> RunningAsync(string profile) =>
        _byProfile.GetOrAdd(profile, static name => new Lazy<Task<RunningAgent>>(() => RunningAgent.StartAsync(ConformanceProcess.Command(name)))).Value;

    /// <summary>The host and port that the agent's card gives for gRPC.</summary>
    internal async Task<string> GrpcAddressAsync(string profile)
    {
        using var http = new HttpClient { BaseAddress = (await RunningAsync(profile)).Address };
        var card = JsonElement.Parse(await http.GetStringAsync("/.well-known/agent-card.json", TestContext.Current.CancellationToken));
        var grpc = card.GetProperty("supportedInterfaces").EnumerateArray().Single(one => one.GetProperty("protocolBinding").ValueEquals("GRPC"));
        return grpc.GetProperty("url").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var agent in _byProfile.Values.Where(one => one is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }))
        {
            await (await agent.Value).DisposeAsync();
        }
    }
}
