using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace A2AAgent.EndToEnd.Tests.Tools;

/// <summary>A folder of scripts for Node.js, with the packages that they use: installed once for all tests, when the first one asks.</summary>
/// <param name="scripts">Where the scripts are, with package.json and package-lock.json.</param>
/// <param name="name">The folder's name in <c>artifacts</c>.</param>
internal sealed class NodeFolder(string scripts, string name)
{
    private const int OldestNode = 20;

    private readonly Lazy<Task<string>> _folder = new(() => InstallAsync(scripts, name));

    /// <summary>A command that starts a script.</summary>
    public async Task<ProcessStartInfo> CommandAsync(params IReadOnlyList<string> arguments) => Tool.Command("node", await _folder.Value, arguments);

    /// <summary>Runs a script and gives the lines that it prints.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(string script, params IReadOnlyList<string> arguments)
    {
        var result = await ToolAsync("node", await _folder.Value, [script, .. arguments]);
        Assert.True(result.ExitCode == 0, $"node {script} {string.Join(' ', arguments)} ended with {result.ExitCode}:\n{result.All}");
        return result.Output;
    }

    private static async Task<string> InstallAsync(string scripts, string name)
    {
        await RequireNodeAsync(scripts);
        var folder = Repository.PathOf("artifacts", name);
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(scripts))
        {
            // Beside the packages: modules look for packages in their own folder and those above it.
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        await InstallPackagesAsync(scripts, folder);
        return folder;
    }

    private static async Task InstallPackagesAsync(string scripts, string folder)
    {
        var wanted = await File.ReadAllTextAsync(Path.Combine(folder, "package-lock.json"), TestContext.Current.CancellationToken);
        var stamp = Path.Combine(folder, "node_modules", ".installed");
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp, TestContext.Current.CancellationToken) == wanted)
        {
            return;
        }

        var result = await ToolAsync("npm", folder, ["ci"]);
        Assert.True(result.ExitCode == 0, $"npm could not install the packages of {scripts}:\n{result.All}");
        await File.WriteAllTextAsync(stamp, wanted, TestContext.Current.CancellationToken);
    }

    private static async Task RequireNodeAsync(string scripts)
    {
        var version = (await ToolAsync("node", scripts, ["--version"])).Output[0];
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
