using System.ComponentModel;
using System.Globalization;
using A2AAgent.EndToEnd.Tests.Interop;
using A2AAgent.EndToEnd.Tests.Tools;

[assembly: AssemblyFixture(typeof(NodePackages))]

namespace A2AAgent.EndToEnd.Tests.Interop;

/// <summary>Node.js with the packages that the scripts use: installed once for all tests, when the first one asks.</summary>
public sealed class NodePackages
{
    private const int OldestNode = 20;

    private static readonly string Scripts = Repository.PathOf("tests", "A2AAgent.EndToEnd.Tests", "Interop", "Scripts");

    private readonly Lazy<Task<string>> _folder = new(InstallAsync);

    /// <summary>Runs a script and gives the lines that it prints.</summary>
    internal async Task<IReadOnlyList<string>> RunAsync(string script, params IReadOnlyList<string> arguments)
    {
        var result = await ToolAsync("node", await _folder.Value, [script, .. arguments]);
        Assert.True(result.ExitCode == 0, $"node {script} {string.Join(' ', arguments)} ended with {result.ExitCode}:\n{result.All}");
        return result.Output;
    }

    private static async Task<string> InstallAsync()
    {
        await RequireNodeAsync();
        var folder = Repository.PathOf("artifacts", "interop-packages");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(Scripts))
        {
            // Beside the packages: modules look for packages in their own folder and those above it.
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        await InstallPackagesAsync(folder);
        return folder;
    }

    private static async Task InstallPackagesAsync(string folder)
    {
        var wanted = await File.ReadAllTextAsync(Path.Combine(folder, "package-lock.json"), TestContext.Current.CancellationToken);
        var stamp = Path.Combine(folder, "node_modules", ".installed");
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp, TestContext.Current.CancellationToken) == wanted)
        {
            return;
        }

        var result = await ToolAsync("npm", folder, ["ci"]);
        Assert.True(result.ExitCode == 0, $"npm could not install the packages of {Scripts}:\n{result.All}");
        await File.WriteAllTextAsync(stamp, wanted, TestContext.Current.CancellationToken);
    }

    private static async Task RequireNodeAsync()
    {
        var version = (await ToolAsync("node", Scripts, ["--version"])).Output[0];
        var major = int.Parse(version.TrimStart('v').Split('.')[0], CultureInfo.InvariantCulture);
        Assert.True(major >= OldestNode, $"The interoperability tests need Node.js {OldestNode} or later; this is {version}.");
    }

    private static async Task<ToolResult> ToolAsync(string program, string folder, IReadOnlyList<string> arguments)
    {
        try
        {
            return await Tool.RunAsync(Tool.Command(program, folder, arguments));
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"The interoperability tests need Node.js {OldestNode} or later and npm on the PATH; {program} did not start.", e);
        }
    }
}
