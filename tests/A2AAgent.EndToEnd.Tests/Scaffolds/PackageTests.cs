using System.IO.Compression;

namespace A2AAgent.EndToEnd.Tests.Scaffolds;

public sealed class PackageTests(TemplatePackage template)
{
    [Fact]
    public async Task The_server_package_brings_the_generator_and_the_usings()
    {
        var files = await FilesAsync("A2AAgent.Server.*.nupkg");

        Assert.Contains("analyzers/dotnet/cs/A2AAgent.Generators.dll", files);
        Assert.Contains("analyzers/dotnet/cs/A2AAgent.CodeFixes.dll", files);
        Assert.Contains("buildTransitive/A2AAgent.Server.props", files);
        Assert.Contains("lib/net10.0/A2AAgent.Server.dll", files);
        Assert.Contains("lib/net9.0/A2AAgent.Server.dll", files);
    }

    [Fact]
    public async Task The_template_package_has_no_build_output_in_it()
    {
        var files = await FilesAsync("A2AAgent.Templates.*.nupkg");

        Assert.Contains("content/template/Program.cs", files);
        Assert.DoesNotContain(files, file => file.Contains("/obj/", StringComparison.Ordinal) || file.Contains("/bin/", StringComparison.Ordinal));
    }

    private async Task<List<string>> FilesAsync(string pattern)
    {
        var package = Assert.Single(Directory.GetFiles(await template.PackagesAsync(), pattern));
        await using var archive = await ZipFile.OpenReadAsync(package, TestContext.Current.CancellationToken);
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }
}
