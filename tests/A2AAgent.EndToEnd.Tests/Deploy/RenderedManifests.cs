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
    private readonly Lazy<Task<IReadOnlyList<ManifestSet>>> _withoutGrpc;
    private readonly Lazy<Task<string>> _card;
    private int _count;

    public RenderedManifests()
    {
        _card = new Lazy<Task<string>>(SignCardAsync);
        _template = new Lazy<Task<IReadOnlyList<ManifestSet>>>(() => RenderAllAsync(Deploy));
        _withoutGrpc = new Lazy<Task<IReadOnlyList<ManifestSet>>>(async () => [.. (await RenderAllAsync(Deploy, "hasGrpc")).Select(static set => set with { HasGrpc = false })]);
    }

    internal static string Deploy => Repository.PathOf("template", "deploy");

    /// <summary>All that a user may have, with gRPC and without.</summary>
    internal async Task<IReadOnlyList<ManifestSet>> AllAsync() => [.. await _template.Value, .. await _withoutGrpc.Value];

    /// <summary>One with gRPC: the template as it lies here.</summary>
    internal async Task<ManifestSet> OneAsync(string name) => (await _template.Value).Single(set => set.Name == name);

    /// <summary>Renders another deploy/, or one without what belongs to a condition of the template.</summary>
    internal async Task<IReadOnlyList<ManifestSet>> RenderAllAsync(string deploy, string? without = null)
    {
        var folder = NewFolder();
        var result = await RunAsync(deploy, [folder], ("WITHOUT", without));
        Assert.True(result.ExitCode == 0, result.All);
        return [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)
            .Select(static file => ManifestSet.Parse(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)))];
    }

    /// <summary>Asks kustomize for base with these components, in this order.</summary>
    internal Task<ToolResult> TryAsync(params IEnumerable<string> components) => TryAsync(replicas: null, components);

    /// <inheritdoc cref="TryAsync(IEnumerable{string})" />
    internal Task<ToolResult> TryAsync(string? replicas, IEnumerable<string> components) =>
        RunAsync(Deploy, [NewFolder(), "combination", .. components], ("REPLICAS", replicas));

    public void Dispose()
    {
        _folder.Dispose();
        _signing.Dispose();
    }

    private async Task<ToolResult> RunAsync(string deploy, IEnumerable<string> arguments, (string Name, string? Value) variable)
    {
        var command = Tool.Command(Script, _folder.Path, arguments);
        command.Environment["DEPLOY"] = deploy;
        command.Environment["CARD"] = await _card.Value;
        command.Environment[variable.Name] = variable.Value;
        return await Tool.RunAsync(command);
    }

    private string NewFolder() => _folder.PathOf($"{Interlocked.Increment(ref _count)}");

    private async Task<string> SignCardAsync()
    {
        await _signing.WriteAsync("card.json", "card", "--public-url", "https://expense-agent.example.com", "--sign", _signing.PathOf("es256.pem"));
        return _signing.PathOf("card.json");
    }
}
