using System.Globalization;
using A2AAgent.EndToEnd.Tests.Scaffolds;
using A2AAgent.EndToEnd.Tests.Tools;

[assembly: AssemblyFixture(typeof(TemplatePackage))]

namespace A2AAgent.EndToEnd.Tests.Scaffolds;

/// <summary>
/// The template, packed from this repository and installed where nobody else sees it: once for all tests, when the first one asks.
/// </summary>
/// <remarks>
/// Each run packs a version of its own. NuGet keeps what it has once unpacked and would take an earlier run's package for this run's.
/// </remarks>
public sealed class TemplatePackage : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Task> _installation;
    private readonly string _version = string.Create(CultureInfo.InvariantCulture,
        $"0.1.0-e2e.{TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()}.{Environment.ProcessId}");

    private int _count;

    public TemplatePackage() => _installation = new Lazy<Task>(InstallAsync);

    private string Hive => _folder.PathOf("hive");

    /// <summary>The folder with everything that was packed.</summary>
    internal async Task<string> PackagesAsync()
    {
        await _installation.Value;
        return _folder.PathOf("packages");
    }

    /// <summary>Where NuGet keeps what it has unpacked.</summary>
    internal static async Task<string> GlobalPackagesAsync(string folder)
    {
        var result = await Tool.DotNetAsync(folder, "nuget", "locals", "global-packages", "--list");
        return result.Output[0].Split(": ", 2)[1].Trim();
    }

    /// <summary>Runs <c>dotnet new a2a-agent</c> in a new folder.</summary>
    internal async Task<Scaffold> CreateAsync(string name, params IEnumerable<string> options)
    {
        var (scaffold, result) = await TryCreateAsync(name, options);
        Assert.True(result.ExitCode == 0, result.All);
        return scaffold;
    }

    internal async Task<(Scaffold Scaffold, ToolResult Result)> TryCreateAsync(string name, params IEnumerable<string> options)
    {
        await _installation.Value;
        var number = Interlocked.Increment(ref _count);
        var scaffold = new Scaffold(_folder.PathOf($"scaffold{number}"), name);
        var result = await Tool.DotNetAsync(_folder.Path, ["new", "a2a-agent", "-n", name, "-o", scaffold.Folder, "--debug:custom-hive", Hive, .. options]);
        return (scaffold, result);
    }

    public async ValueTask DisposeAsync()
    {
        if (_installation.IsValueCreated)
        {
            await _installation.Value.ContinueWith(static _ => { }, TaskScheduler.Default);
            await ForgetPackagesAsync();
        }

        _folder.Dispose();
    }

    private async Task InstallAsync()
    {
        // Apart from the repository's own output, which another test run may be using.
        await Tool.NeedDotNetAsync(Repository.Root,
            "pack", "A2ATemplate.sln", "-o", _folder.PathOf("packages"), "--artifacts-path", _folder.PathOf("build"),
            "-p:RunAnalyzers=false", $"-p:Version={_version}", "-v", "quiet", "-nologo");
        await Tool.NeedDotNetAsync(_folder.Path,
            "new", "install", _folder.PathOf($"packages/A2AAgent.Templates.{_version}.nupkg"), "--debug:custom-hive", Hive);
    }

    private async Task ForgetPackagesAsync()
    {
        foreach (var package in Directory.GetDirectories(await GlobalPackagesAsync(_folder.Path), "a2aagent.*"))
        {
            if (Path.Combine(package, _version) is var ours && Directory.Exists(ours))
            {
                Directory.Delete(ours, recursive: true);
            }

            if (!Directory.EnumerateFileSystemEntries(package).Any())
            {
                Directory.Delete(package);
            }
        }
    }
}
