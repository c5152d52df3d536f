using System.Diagnostics;
using A2AAgent.EndToEnd.Tests.Scaffolds;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Agents;

/// <summary>The tests that share the native agents: publishing one takes a minute.</summary>
[CollectionDefinition(nameof(NativeAgent))]
public sealed class NativeAgentTestGroup : ICollectionFixture<NativeAgent>, ICollectionFixture<NativeAgentWithGrpc>;

/// <summary>A scaffold, published as a native binary.</summary>
public sealed class NativeAgent : IAsyncDisposable
{
    private readonly Lazy<Task<string>> _binary;
    private readonly Lazy<Task<RunningAgent>> _agent;

    public NativeAgent(TemplatePackage template)
    {
        _binary = new Lazy<Task<string>>(() => PublishAsync(template));
        _agent = new Lazy<Task<RunningAgent>>(StartAsync);
    }

    /// <summary>The agent that all tests share.</summary>
    internal Task<RunningAgent> Running => _agent.Value;

    internal Task<string> Binary => _binary.Value;

    /// <summary>Starts another one.</summary>
    internal async Task<RunningAgent> StartAsync() => await RunningAgent.StartAsync(await CommandAsync());

    internal async Task<ProcessStartInfo> CommandAsync()
    {
        var binary = await Binary;
        return Tool.Command(binary, Path.GetDirectoryName(binary)!);
    }

    public async ValueTask DisposeAsync()
    {
        if (_agent is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _agent.Value).DisposeAsync();
        }
    }

    private static async Task<string> PublishAsync(TemplatePackage template)
    {
        var scaffold = await template.CreateAsync("Acme.Travel", "--framework", "net9.0");
        await scaffold.BuildAsync();
        return await scaffold.PublishAsync();
    }
}
