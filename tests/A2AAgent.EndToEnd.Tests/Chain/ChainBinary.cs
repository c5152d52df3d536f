using System.Diagnostics;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Chain;

/// <summary>The tests that share the native binary: publishing it takes a minute.</summary>
[CollectionDefinition(nameof(ChainBinary))]
public sealed class ChainBinaryTestGroup : ICollectionFixture<ChainBinary>;

/// <summary>The agents of the chain and their caller, published as one native binary.</summary>
public sealed class ChainBinary : IDisposable
{
    private const string Project = "tests/A2AAgent.ChainAgents";

    /// <summary>Names a binary that was published before, for who runs these tests again and again.</summary>
    private const string Published = "CHAIN_AGENTS";

    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Task<string>> _path;

    public ChainBinary() => _path = new Lazy<Task<string>>(PublishAsync);

    /// <summary>One of its processes, not yet started.</summary>
    internal async Task<ProcessStartInfo> CommandAsync(string role, params IEnumerable<(string Name, string Value)> settings)
    {
        var path = await _path.Value;
        var command = Tool.Command(path, Path.GetDirectoryName(path)!, role);
        foreach (var (name, value) in settings)
        {
            command.Environment[name] = value;
        }

        return command;
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> PublishAsync()
    {
        if (Environment.GetEnvironmentVariable(Published) is { Length: > 0 } published)
        {
            return published;
        }

        // Apart from the repository's own output, which another test run may be using.
        var output = _folder.PathOf("native");
        await Tool.NeedDotNetAsync(Repository.Root,
            "publish", Project, "-c", "Release", "--use-current-runtime", "-o", output, "--artifacts-path", _folder.PathOf("build"), "-p:RunAnalyzers=false", "-v", "quiet", "-nologo", "-warnaserror");
        return Path.Combine(output, "chain-agents");
    }
}
