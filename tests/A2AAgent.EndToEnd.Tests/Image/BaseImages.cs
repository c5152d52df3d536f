using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Image;

/// <summary>
/// Stand-ins for the images of .NET that the Dockerfile builds on, made of what this machine has: the tests reach no registry but their own.
/// </summary>
internal sealed partial class BaseImages(Buildah buildah, TemporaryFolder folder)
{
    public const string Sdk = "localhost/sdk";
    public const string Runtime = "localhost/runtime-deps";

    /// <summary>Where <see cref="BuildOptions"/> puts the packages that this machine has unpacked.</summary>
    public const string Packages = "/machine-packages";

    /// <summary>Debian's names of what <c>runtime-deps</c> has: the C and C++ libraries. OpenSSL's package has another name in each release.</summary>
    private static readonly string[] Libraries = ["libc6", "libgcc-s1", "libstdc++6"];

    private static readonly string DotNet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));

    /// <summary>The SDK image has next to nothing in it: its programs are this machine's, where they are.</summary>
    public static IEnumerable<string> BuildOptions(string packages) =>
        ["--volume", "/usr:/usr:ro", "--volume", $"{DotNet}:{DotNet}:ro", "--volume", $"{packages}:{Packages}:ro"];

    public async Task MakeAsync()
    {
        await MakeSdkAsync(folder.PathOf("sdk"));
        await MakeRuntimeAsync(folder.PathOf("runtime"));
    }

    private async Task MakeSdkAsync(string root)
    {
        Directory.CreateDirectory(Path.Combine(root, "tmp"));
        AddLinks(root, "bin", "sbin", "lib", "lib64");
        AddUsers(root, "root:x:0:0::/root:/bin/sh\n");
        await buildah.MakeAsync(Sdk, root, "--env", $"PATH={DotNet}:/usr/bin:/bin", "--env", "DOTNET_NOLOGO=1", "--env", "DOTNET_CLI_TELEMETRY_OPTOUT=1");
    }

    /// <summary>As .NET's own, chiseled image is made: no shell, no package manager, no <c>/tmp</c>, and a user with the number 1654.</summary>
    private async Task MakeRuntimeAsync(string root)
    {
        Directory.CreateDirectory(root);
        AddLinks(root, "lib", "lib64");
        AddUsers(root, "root:x:0:0::/root:/bin/false\napp:x:1654:1654::/home/app:/bin/false\n");
        foreach (var library in await LibrariesAsync())
        {
            Copy(library, Path.Combine(root, library.StartsWith("/usr/", StringComparison.Ordinal) ? library[1..] : $"usr{library}"));
        }

        Copy("/etc/ssl/certs/ca-certificates.crt", Path.Combine(root, "etc/ssl/certs/ca-certificates.crt"));
        await buildah.MakeAsync(Runtime, root, "--user", "1654",
            "--env", "APP_UID=1654", "--env", "ASPNETCORE_HTTP_PORTS=8080", "--env", "DOTNET_RUNNING_IN_CONTAINER=true", "--env", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=true");
    }

    private async Task<IEnumerable<string>> LibrariesAsync()
    {
        var owner = await DpkgAsync("--search", "*/libssl.so.3");
        var files = await DpkgAsync(["--listfiles", .. Libraries, owner[0].Split(": ")[0]]);
        return files.Where(static file => Library().IsMatch(file));
    }

    private async Task<IReadOnlyList<string>> DpkgAsync(params IEnumerable<string> arguments)
    {
        var result = await Tool.RunAsync(Tool.Command("dpkg", folder.Path, arguments));
        Assert.True(result.ExitCode == 0, result.All);
        return result.Output;
    }

    private static void AddLinks(string root, params IEnumerable<string> names)
    {
        foreach (var name in names.Where(static name => Path.Exists($"/{name}")))
        {
            Directory.CreateDirectory(Path.Combine(root, "usr", name));
            File.CreateSymbolicLink(Path.Combine(root, name), $"usr/{name}");
        }
    }

    private static void AddUsers(string root, string users)
    {
        Directory.CreateDirectory(Path.Combine(root, "etc"));
        File.WriteAllText(Path.Combine(root, "etc/passwd"), users);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        if (new FileInfo(from).LinkTarget is { } target)
        {
            File.CreateSymbolicLink(to, target);
        }
        else
        {
            File.Copy(from, to);
        }
    }

    [GeneratedRegex(@"^(/usr)?/lib(64)?/([^/]+-linux-gnu/)?[^/]+\.so[^/]*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Library();
}
