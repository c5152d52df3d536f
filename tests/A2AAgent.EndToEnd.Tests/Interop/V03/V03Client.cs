using System.Text.Json;
using A2AAgent.EndToEnd.Tests.Agents;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Interop.V03;

/// <summary>The JavaScript SDK's client of A2A 0.3, and the sample with the option that answers it.</summary>
public sealed class V03Client : IAsyncLifetime
{
    private const string Sdk = "@a2a-js/sdk@0.3.14";

    private readonly TemporaryFolder _folder = new();
    private RunningAgent? _agent;

    internal Uri Agent => _agent!.Address;

    public async ValueTask InitializeAsync()
    {
        await NeedAsync("npm", "install", "--no-audit", "--no-fund", "--no-save", "--ignore-scripts", Sdk);
        File.Copy(Repository.PathOf("tests", "A2AAgent.EndToEnd.Tests", "Interop", "V03", "client.mjs"), _folder.PathOf("client.mjs"));
        var command = InPlaceAgent.Command();
        command.Environment["Agent__Compatibility__V03"] = "true";
        _agent = await RunningAgent.StartAsync(command);
    }

    /// <summary>What the client saw of one exchange.</summary>
    public async Task<JsonElement> RunAsync(string exchange)
    {
        var seen = await NeedAsync("node", "client.mjs", Agent.ToString(), exchange);
        return JsonDocument.Parse(seen.Output[^1]).RootElement;
    }

    public async ValueTask DisposeAsync()
    {
        if (_agent is not null)
        {
            await _agent.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task<ToolResult> NeedAsync(string program, params IReadOnlyList<string> arguments)
    {
        var result = await Tool.RunAsync(Tool.Command(program, _folder.Path, arguments));
        Assert.True(result.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {result.ExitCode}:\n{result.All}");
        return result;
    }
}
