namespace A2AAgent.Load.Driver;

internal sealed record Binaries(string Floor, string Agent, string Framework)
{
    public static long Size(string binary) => new FileInfo(binary).Length;
}

/// <summary>Publishes both programs of a family natively, on the newest framework whose native compiler restores.</summary>
internal static class Publisher
{
    private static readonly string[] Frameworks = ["net10.0", "net9.0"];

    public static async Task<Binaries> PublishAsync(Workspace workspace, Family family)
    {
        foreach (var framework in Frameworks)
        {
            if (await RestoresAsync(workspace, framework))
            {
                await PublishAsync(workspace, family.Floor, framework);
                await PublishAsync(workspace, family.Agent, framework);
                await File.WriteAllTextAsync(FrameworkFile(workspace, family), framework);
                return Published(workspace, family);
            }
        }

        throw new LoadException($"The native compiler restores for none of {string.Join(", ", Frameworks)}.");
    }

    public static Binaries Published(Workspace workspace, Family family) => File.Exists(FrameworkFile(workspace, family))
        ? new Binaries(Binary(workspace, family.Floor), Binary(workspace, family.Agent), File.ReadAllText(FrameworkFile(workspace, family)))
        : throw new LoadException($"Nothing is published yet for {family.Name}; run without --no-publish.");

    /// <summary>Asks with a program that refers to no other: what it is told to restore natively, all that it refers to is, for each framework.</summary>
    private static async Task<bool> RestoresAsync(Workspace workspace, string framework)
    {
        var (exitCode, _) = await Command.RunAsync("dotnet",
            ["restore", Project(workspace, "Floor"), "-r", "linux-x64", "-p:PublishAot=true", $"-p:BenchmarkFramework={framework}", "--artifacts-path", workspace.Artifacts]);
        return exitCode == 0;
    }

    private static async Task PublishAsync(Workspace workspace, string name, string framework)
    {
        Console.WriteLine($"Publishing {name} natively for {framework} …");
        var (exitCode, output) = await Command.RunAsync("dotnet",
            ["publish", Project(workspace, name), "-c", "Release", "-r", "linux-x64", $"-p:BenchmarkFramework={framework}", "--artifacts-path", workspace.Artifacts, "-o", Folder(workspace, name)]);
        if (exitCode != 0)
        {
            throw new LoadException($"{name} could not be published:\n{output}");
        }
    }

    private static string Project(Workspace workspace, string name) => Path.Combine(workspace.Load, name, $"{name}.csproj");

    private static string Folder(Workspace workspace, string name) => Path.Combine(workspace.Artifacts, "native", name);

    private static string Binary(Workspace workspace, string name) => Path.Combine(Folder(workspace, name), $"load-{name.ToLowerInvariant()}");

    private static string FrameworkFile(Workspace workspace, Family family) => Path.Combine(workspace.Artifacts, "native", $"{family.Name}.framework");
}
