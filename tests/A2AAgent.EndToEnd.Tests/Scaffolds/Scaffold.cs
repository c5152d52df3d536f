using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Scaffolds;

/// <summary>A project that <c>dotnet new</c> wrote.</summary>
internal sealed class Scaffold(string folder, string name)
{
    /// <summary>The library's own: its JSON formatter, which nothing here calls, reads enumerations by reflection.</summary>
    private const string ProtobufTrimWarning = "warning IL2104: Assembly 'Google.Protobuf'";

    public string Folder { get; } = folder;

    public string Project => $"{name}.csproj";

    public string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    /// <summary>Sets a property in the project file.</summary>
    public void SetProperty(string property, string value)
    {
        var project = Read(Project);
        var end = project.IndexOf("</PropertyGroup>", StringComparison.Ordinal);
        Write(Project, project.Insert(end, $"  <{property}>{value}</{property}>\n  "));
    }

    /// <summary>Adds a package of this repository, of the version that the others have.</summary>
    public void AddPackage(string package)
    {
        var line = Read(Project).Split('\n').Single(static line => line.Contains("\"A2AAgent.Server\"", StringComparison.Ordinal));
        Write(Project, Read(Project).Replace(line, line + '\n' + line.Replace("A2AAgent.Server", package, StringComparison.Ordinal), StringComparison.Ordinal));
    }

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text);

    public void Append(string file, string text) => File.AppendAllText(Path.Combine(Folder, file), text);

    public bool Has(string file) => Path.Exists(Path.Combine(Folder, file));

    /// <summary>Builds it and fails the test on any warning.</summary>
    public Task BuildAsync() => WithoutWarningsAsync("build", Project, "-nologo", "-warnaserror");

    /// <summary>Publishes it as a native binary, fails the test on any warning, and gives the binary's path.</summary>
    public async Task<string> PublishAsync()
    {
        var output = Path.Combine(Folder, "publish");
        await WithoutWarningsAsync("publish", Project, "-c", "Release", "-o", output, "-nologo");
        return Path.Combine(output, name);
    }

    private async Task WithoutWarningsAsync(params IReadOnlyList<string> arguments)
    {
        var result = await Tool.NeedDotNetAsync(Folder, arguments);
        Assert.DoesNotContain(result.All.Split('\n'), static line =>
            line.Contains("warning ", StringComparison.OrdinalIgnoreCase) && !line.Contains(ProtobufTrimWarning, StringComparison.Ordinal));
    }
}
