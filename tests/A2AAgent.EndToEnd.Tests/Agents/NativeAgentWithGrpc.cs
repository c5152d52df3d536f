using System.Diagnostics;
using A2AAgent.EndToEnd.Tests.Scaffolds;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Agents;

/// <summary>A scaffold with JSON-RPC, HTTP+JSON and gRPC, published as a native binary.</summary>
public sealed class NativeAgentWithGrpc
{
    /// <summary>Names a binary that was published before, for who runs these tests again and again.</summary>
    private const string Published = "GRPC_AGENT";

    private readonly Lazy<Task<Scaffold>> _scaffold;
    private readonly Lazy<Task<string>> _binary;

    public NativeAgentWithGrpc(TemplatePackage template)
    {
        _scaffold = new Lazy<Task<Scaffold>>(() => template.CreateAsync("Acme.Grpc", "--framework", "net9.0", "--bindings", "jsonrpc", "--bindings", "rest", "--bindings", "grpc"));
        _binary = new Lazy<Task<string>>(PublishAsync);
    }

    internal Task<Scaffold> Scaffold => _scaffold.Value;

    internal Task<string> Binary => _binary.Value;

    internal async Task<ProcessStartInfo> CommandAsync()
    {
        var binary = await Binary;
        return Tool.Command(binary, Path.GetDirectoryName(binary)!);
    }

    private async Task<string> PublishAsync()
    {
        if (Environment.GetEnvironmentVariable(Published) is { Length: > 0 } published)
        {
            return published;
        }

        var scaffold = await Scaffold;
        await scaffold.BuildAsync();
        return await scaffold.PublishAsync();
    }
}
