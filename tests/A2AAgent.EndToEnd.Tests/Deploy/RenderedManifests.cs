using A2AAgent.EndToEnd.Tests.Deploy;
using A2AAgent.EndToEnd.Tests.Signing;
using A2AAgent.EndToEnd.Tests.Tools;

[assembly: AssemblyFixture(typeof(RenderedManifests))]

namespace A2AAgent.EndToEnd.Tests.Deploy;

/// <summary>What kustomize makes of the template's deploy/, in every combination of components that users may make: once for all tests.</summary>
public sealed class RenderedManifests : IDisposable
{
    private static readonly string Script = Repository.PathOf("tests", "A2AAgent.EndToEnd.Tests", "Deploy", "render-manifests");

    private readonly TemporaryFolder _folder = new();
    private readonly SigningFolder _signing = new();
    private readonly Lazy<Task<IReadOnlyList<ManifestSet>>> _template;
    private readonly Lazy<Task<string>> _card;
    private int _count;

    public RenderedManifests()
    {
        _card = new Lazy<Task<string>>(SignCardAsync);
        _template = new Lazy<Task<IReadOnlyList<ManifestSet>>>(() => RenderAllAsync(Repository.PathOf("template", "deploy")));
    }

    /// <summary>Those of the template as it lies here, gRPC included.</summary>
    internal Task<IReadOnlyList<ManifestSet>> AllAsync() => _template.Value;

    internal async Task<ManifestSet> OneAsync(string name) => (await AllAsync()).Single(set => set.Name == name);

    /// <summary>Those of another deploy/.</summary>
    internal async Task<IReadOnlyList<ManifestSet>> RenderAllAsync(string deploy)
    {
        var folder = NewFolder();
        var result = await RunAsync(deploy, [folder]);
        Assert.True(result.ExitCode == 0, result.All);
        return [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)
            .Select(static file => ManifestSet.Parse(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)))];
    }

    /// <summary>Asks kustomize for base with these components, in this order.</summary>
    internal Task<ToolResult> TryAsync(params IEnumerable<string> components) => TryAsync(replicas: null, components);

    /// <inheritdoc cref="TryAsync(IEnumerable{string})" />
    internal Task<ToolResult> TryAsync(string? replicas, IEnumerable<string> components) =>
        RunAsync(Repository.PathOf("template", "deploy"), [NewFolder(), "combination", .. components], replicas);

    public void Dispose()
    {
        _folder.Dispose();
        _signing.Dispose();
    }

    private async Task<ToolResult> RunAsync(string deploy, IEnumerable<string> arguments, string? replicas = null)
    {
        var command = Tool.Command(Script, _folder.Path, arguments);
        command.Environment["DEPLOY"] = deploy;
        command.Environment["CARD"] = await _card.Value;
        command.Environment["REPLICAS"] = replicas;
        return await Tool.RunAsync(command);
    }

    private string NewFolder() => _folder.PathOf($"{Interlocked.Increment(ref _count)}");

    private async Task<string> SignCardAsync()
    {
        await _signing.WriteAsync("card.json", "card", "--public-url", "https://expense-agent.example.com", "--sign", _signing.PathOf("es256.pem"));
        return _signing.PathOf("card.json");
    }
}
