using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Image;

/// <summary>Debian's buildah with a storage of its own: it builds images and lays them out as root, without a daemon.</summary>
internal sealed class Buildah(TemporaryFolder folder)
{
    private const string Program = "/usr/bin/buildah";

    /// <summary>Runs it to its end, fails the test when that is not a success, and gives what it said.</summary>
    public async Task<string> RunAsync(params IReadOnlyList<string> arguments)
    {
        if (!File.Exists(Program) || !Environment.IsPrivilegedProcess)
        {
            throw new InvalidOperationException("Images are built as root, with buildah: apt-get install buildah (.ci/run does it).");
        }

        var result = await Tool.RunAsync(Tool.Command(Program, folder.Path,
            ["--root", folder.PathOf("storage"), "--runroot", folder.PathOf("run"), "--storage-driver", "vfs", .. arguments]));
        Assert.True(result.ExitCode == 0, $"buildah {string.Join(' ', arguments)} ended with {result.ExitCode}:\n{result.All}");
        return string.Join('\n', result.Output);
    }

    /// <summary>Makes an image of one layer, which is a folder.</summary>
    public async Task MakeAsync(string image, string root, params IEnumerable<string> configuration)
    {
        var container = await RunAsync("from", "scratch");
        await RunAsync("add", "--quiet", container, root, "/");
        await RunAsync(["config", .. configuration, container]);
        await RunAsync("commit", "--quiet", "--rm", container, image);
    }

    /// <summary>Lays an image out as a folder, with the places for /proc and /dev that whoever runs containers adds when they are missing.</summary>
    public async Task<string> MountAsync(string image)
    {
        var root = await RunAsync("mount", await RunAsync("from", image));
        Directory.CreateDirectory(Path.Combine(root, "proc"));
        Directory.CreateDirectory(Path.Combine(root, "dev"));
        return root;
    }
}
